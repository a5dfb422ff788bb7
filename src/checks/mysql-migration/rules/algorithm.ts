import type { Algorithm } from '../statement.ts'
import type { Level } from '../online-ddl/operation.ts'
import { LEVELS } from '../online-ddl/operation.ts'
import { lackOf } from '../online-ddl/verdict.ts'
import type { Step } from '../steps.ts'
import { copiesOnline, type Verdict } from '../verdict.ts'
import type { Hit, MysqlRule } from './rule.ts'
import { because, clauseFor, listed, onTarget, tableName } from './words.ts'

/** The dearest that each clause lets the server do. */
const ALLOWS: Record<Algorithm, Level> = {
  DEFAULT: 'copy',
  INSTANT: 'instant',
  NOCOPY: 'in-place',
  INPLACE: 'rebuild',
  COPY: 'copy',
}

/** Also speaks for a table that the same file makes: the server refuses there too. */
export const algorithmRefused: MysqlRule = {
  name: 'algorithm-refused',
  title: 'ALGORITHM or LOCK that the server cannot do',
  severity: 'error',
  why: 'The server refuses the statement (errors 1845 and 1846), and as DDL cannot be rolled back, what stands before it in the file stays done.',
  fix: 'The clause that the operation allows; or the operation cut into steps that allow the clause.',
  sameAs: [],
  find(step) {
    const { alter, verdict, target } = step
    if (alter === undefined || verdict === undefined) return []
    const { algorithm = 'DEFAULT', lock = 'DEFAULT' } = alter
    const best = clauseFor(verdict.level, verdict.writes, target)
    const hit = (what: string): Hit[] => [
      {
        message: `${what} is refused ${onTarget(step)} for ${tableName(step)}: ${because(step)}.`,
        evidence: verdict.source,
        fix: { description: `The best it can do is ${best}.` },
      },
    ]
    if (algorithm === 'NOCOPY' && target.engine === 'mysql') return hit('ALGORITHM=NOCOPY, which is MariaDB’s,')
    if (LEVELS.indexOf(verdict.level) > LEVELS.indexOf(ALLOWS[algorithm])) return hit(`ALGORITHM=${algorithm}`)
    if (target.engine === 'mysql' && algorithm === 'INSTANT' && lock !== 'DEFAULT')
      return hit(`LOCK=${lock} beside ALGORITHM=INSTANT`)
    return lockRefused(step, verdict, algorithm) ? hit(`LOCK=${lock}`) : []
  },
}

function lockRefused({ alter, target }: Step, verdict: Verdict, algorithm: Algorithm): boolean {
  if (alter?.lock !== 'NONE') return false
  if (verdict.level === 'copy' || algorithm === 'COPY') return !copiesOnline(target)
  return !verdict.writes
}

/** Silent where the table is new, and where `copies-table` speaks. */
export const algorithmNotNamed: MysqlRule = {
  name: 'algorithm-not-named',
  title: 'ALTER without the ALGORITHM it is expected to have',
  severity: 'warning',
  why: 'Without the clause the server takes whatever it can, a copy that blocks writes included, and says nothing. With it, a server or a table that cannot do it so refuses at once, and nothing has happened.',
  fix: 'ALGORITHM=INSTANT, or ALGORITHM=INPLACE (MariaDB: NOCOPY), LOCK=NONE at the end of the statement.',
  sameAs: [],
  find(step) {
    const { alter, verdict, shared, works, unknown, statement, target } = step
    if (alter === undefined || !shared || verdict?.level === 'copy') return []
    if ((alter.algorithm ?? 'DEFAULT') !== 'DEFAULT' || (alter.lock ?? 'DEFAULT') !== 'DEFAULT') return []
    if (!/^(?:ALTER TABLE|CREATE INDEX)$/.test(alter.command)) return []
    const open = [
      ...unknown.map((action) =>
        'from' in action ? `what \`${action.from}\` was before` : `what ${action.type} does`,
      ),
      ...(verdict === undefined ? works.map(({ what }) => `what it takes that ${what}`) : []),
    ]
    if (open.length === 0 && verdict === undefined) return []
    if (works.some(({ operation }) => lackOf(operation, target) !== undefined)) return []
    // The grammar of the servers takes no clause behind these.
    if (works.some(({ operation }) => operation === 'order-by' || operation === 'partition-by')) return []
    const undecided = unknown.length > 0 || verdict === undefined
    // Renames need no clause: they are metadata or nothing.
    if (!undecided && verdict.levels.every(({ work }) => work.operation === 'rename-table')) return []
    if (undecided && unknown.some(({ type }) => type === 'partition' || type === 'other')) return []
    const clause = undecided ? clauseFor('in-place', true, target) : clauseFor(verdict.level, verdict.writes, target)
    const separator = alter.command === 'CREATE INDEX' ? ' ' : ', '
    const text = alter.command === 'CREATE INDEX' ? clause.replace(', ', ' ') : clause
    const why = undecided
      ? `${listed(open)} cannot be told from the files, so it may copy the table`
      : `it is expected to be ${WORDS[verdict.level]} ${onTarget(step)}`
    return [
      {
        message: `${alter.command} on ${tableName(step)} names no ALGORITHM: ${why}.`,
        fix: {
          description: `End it with ${text}: then a server that cannot do it so refuses.`,
          edits: [{ start: statement.end, end: statement.end, text: `${separator}${text}` }],
        },
      },
    ]
  },
}

const WORDS: Record<Level, string> = {
  instant: 'instant',
  'in-place': 'in place without a rebuild',
  rebuild: 'a rebuild in place',
  copy: 'a copy',
}

/** Silent where the table is new. */
export const instantLost: MysqlRule = {
  name: 'instant-lost',
  title: 'An instant change made dear by its company',
  severity: 'warning',
  why: 'One ALTER TABLE is done by one algorithm, the dearest that one of its actions needs: a column that would be there at once is then a rebuild of the table.',
  fix: 'An ALTER TABLE of its own for what is instant, in a file of its own.',
  sameAs: [],
  find(step) {
    const { verdict, shared } = step
    if (!shared || verdict === undefined || verdict.level === 'instant') return []
    const instant = verdict.levels.filter(({ level, work }) => level === 'instant' && COUNTS.test(work.operation))
    if (instant.length === 0 || (verdict.level === verdict.apart && verdict.level === 'in-place')) return []
    const dear = verdict.levels.filter(({ level }) => level !== 'instant')
    const company =
      dear.length === 0 ? 'each of them is instant alone' : `beside it: ${listed(dear.map(({ work }) => work.what))}`
    return [
      {
        message: `${listed(instant.map(({ work }) => work.what))}: instant alone, here part of ${WORDS[verdict.level]} of ${tableName(step)} (${company}).`,
        evidence: verdict.source,
        fix: {
          description: 'Cut the ALTER TABLE in two: first what is instant, with ALGORITHM=INSTANT, then the rest.',
        },
      },
    ]
  },
}

/** Adding and dropping columns is worth a statement of its own; a default that goes along is not. */
const COUNTS = /^(?:add|drop|reorder)-.*column/
