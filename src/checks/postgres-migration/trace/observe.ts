import type { SqlNotice } from '../../../engines/sql-engine.ts'
import type { Lock, Scan, StatementTrace } from '../../finding.ts'
import type { Statement } from '../migration.ts'
import { rangeVarsOf } from './range-vars.ts'
import { compareLocks, holdsRows, kindOf } from './state.ts'
import type { Relation, State } from './state.ts'

/** What is known when a statement has run. */
export interface Seen {
  statement: Statement
  notices: readonly SqlNotice[]
  /** The state when the file began, before the statement and after it. */
  atStart: State
  before: State
  after: State
  /** Every relation ever seen, so that a dropped one still has its name. */
  names: ReadonlyMap<number, Relation>
  /** The statement goes on in the transaction that was open before it. */
  continues: boolean
}

type Observed = Pick<StatementTrace, 'locks' | 'rewrites' | 'scans' | 'notices'>

export function observe(seen: Seen): Observed {
  return {
    locks: locksOf(seen),
    rewrites: rewritesOf(seen),
    scans: scansOf(seen),
    notices: spokenNotices(seen.notices),
  }
}

function locksOf({ before, after, atStart, names, continues }: Seen): Lock[] {
  const heldBefore = new Set(continues ? before.locks.map(({ oid, mode }) => `${oid} ${mode}`) : [])
  return after.locks
    .flatMap(({ oid, mode }) => {
      const relation = names.get(oid)
      if (relation === undefined) return []
      const held = heldBefore.has(`${oid} ${mode}`)
      return [{ relation: relation.name, kind: kindOf(relation), mode, existed: atStart.relations.has(oid), held }]
    })
    .toSorted(compareLocks)
}

/** A new file node, and what the server says itself. TRUNCATE gives a new node too, but writes nothing. */
function rewritesOf({ statement, notices, atStart, before, after }: Seen): string[] {
  if (statement.kind === 'TruncateStmt') return []
  const rewritten = [...after.relations.values()].filter((relation) => {
    const earlier = before.relations.get(relation.oid)
    const other = earlier !== undefined && earlier.filenode !== relation.filenode
    return other && holdsRows(relation) && atStart.relations.has(relation.oid)
  })
  const said = notices.flatMap(({ message }) => {
    const name = /^rewriting table "(.*)"$/s.exec(message)?.[1]
    return name === undefined ? [] : (existing(name, atStart, after)?.name ?? [])
  })
  return [...new Set([...rewritten.map(({ name }) => name), ...said])].toSorted()
}

const scanMessages: readonly [RegExp, Scan['reason']][] = [
  [/^verifying table "(.*)"$/s, 'verify'],
  [/^building index ".*" on table "(.*)" (?:serially|with request for)/s, 'build-index'],
  [/^validating foreign key constraint "(.*)"$/s, 'validate-foreign-key'],
]

function scansOf(seen: Seen): Scan[] {
  return seen.notices.flatMap(({ message }) => {
    for (const [pattern, reason] of scanMessages) {
      const name = pattern.exec(message)?.[1]
      if (name === undefined) continue
      const table = reason === 'validate-foreign-key' ? alteredTable(seen) : name
      const relation = existing(table, seen.atStart, seen.before)
      return relation === undefined ? [] : [{ relation: relation.name, reason, detail: message }]
    }
    return []
  })
}

/** The message of a foreign key names the constraint only; its table is the one that is altered. */
function alteredTable({ statement }: Seen): string {
  return rangeVarsOf(statement.node)[0]?.name ?? ''
}

/** The relation of a bare name that was there when the file began; messages do not say the schema. */
function existing(name: string, atStart: State, now: State): Relation | undefined {
  const bare = (relation: Relation): boolean => relation.name === name || relation.name.endsWith(`.${name}`)
  const candidates = [...now.relations.values()].filter(
    (relation) => bare(relation) && atStart.relations.has(relation.oid),
  )
  return candidates.find(({ oid }) => now.locks.some((lock) => lock.oid === oid)) ?? candidates[0]
}

const noticeLimit = 20
const proof = /are sufficient to prove|is implied by existing constraints/

/** What the server tells a user, and what it tells of a scan that it could leave out. */
function spokenNotices(notices: readonly SqlNotice[]): string[] {
  const spoken = notices.filter(({ severity, message }) => !severity.startsWith('DEBUG') || proof.test(message))
  return [...new Set(spoken.map(({ message }) => message.slice(0, 500)))].slice(0, noticeLimit)
}
