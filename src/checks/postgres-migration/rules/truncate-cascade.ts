import { allOf, as, quoted, relationName } from '../ast.ts'
import { listed, lockLine } from '../evidence.ts'
import { isShared, type Step } from '../step.ts'
import type { MigrationRule } from './rule.ts'

/** The engine's locks say which tables it empties besides. Silent where it can reach only tables that the same file made. */
export const truncateCascade: MigrationRule = {
  name: 'truncate-cascade',
  title: 'TRUNCATE … CASCADE',
  severity: 'error',
  why: 'It empties every table that has a foreign key to the named one, and those that refer to them: tables that the statement does not name, and that a later migration may add to.',
  fix: 'TRUNCATE with every table that is meant by name and without CASCADE: the server refuses it when one is missing.',
  sameAs: ['squawk:ban-truncate-cascade'],
  find(step) {
    const truncate = as(step.statement.node, 'TruncateStmt')
    if (truncate?.behavior !== 'DROP_CASCADE') return []
    const named = allOf(truncate.relations, 'RangeVar').map(relationName)
    const others = emptiedBesides(step, named)
    if (others !== undefined && ![...named, ...others].some((table) => isShared(step, table))) return []
    const first = `TRUNCATE ${named.map((name) => `"${name}"`).join(', ')} CASCADE`
    if (others === undefined)
      return [
        {
          message: `${first} also empties every table that refers to it, directly or through others (read from the statement, not executed).`,
          basis: 'parsed',
          fix: { description: 'Name every table that is meant, and leave CASCADE out.' },
        },
      ]
    const all = [...named, ...others].map(quoted).join(', ')
    const also =
      others.length === 0
        ? 'empties, besides what it names, whatever refers to it by the time it runs; today that is nothing'
        : `also empties ${listed(others.map((name) => `"${name}"`))}, which it does not name`
    return [
      {
        message: `${first} ${also}.`,
        basis: 'executed',
        evidence: [...named, ...others].map((relation) => lockLine({ relation, mode: 'ACCESS EXCLUSIVE' })).join('; '),
        fix: {
          description: `TRUNCATE ${all} without CASCADE: the server refuses it when a table refers to them that is not named.`,
        },
      },
    ]
  },
}

function emptiedBesides({ executed }: Step, named: readonly string[]): string[] | undefined {
  return executed?.locks
    .filter(({ kind, mode, relation }) => kind === 'table' && mode === 'ACCESS EXCLUSIVE' && !named.includes(relation))
    .map(({ relation }) => relation)
}
