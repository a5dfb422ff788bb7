import type { Lock, LockMode } from '../../finding.ts'
import type { Statement } from '../migration.ts'
import { isVacuumFull } from '../other-locks.ts'
import { cannotRunInTransaction } from '../transactions.ts'
import { rangeVarsOf } from './range-vars.ts'
import type { NamedRelation } from './range-vars.ts'
import { compareLocks, kindOf } from './state.ts'
import type { Relation, State } from './state.ts'

/**
 * Locks of the commands that cannot run in a transaction: they commit inside, so that nothing is left to be seen
 * afterwards. `named` is for the relations that the command names, `table` for the table of a named index.
 * From https://www.postgresql.org/docs/18/explicit-locking.html and the pages of the commands.
 */
const modes: Readonly<Record<string, { named: LockMode; table?: LockMode; second?: LockMode }>> = {
  'CREATE INDEX CONCURRENTLY': { named: 'SHARE UPDATE EXCLUSIVE' },
  'DROP INDEX CONCURRENTLY': { named: 'SHARE UPDATE EXCLUSIVE', table: 'SHARE UPDATE EXCLUSIVE' },
  'REINDEX CONCURRENTLY': { named: 'SHARE UPDATE EXCLUSIVE', table: 'SHARE UPDATE EXCLUSIVE' },
  // The partition itself, named second, gets the strong lock in the second of the two transactions.
  'DETACH PARTITION CONCURRENTLY': { named: 'SHARE UPDATE EXCLUSIVE', second: 'ACCESS EXCLUSIVE' },
  VACUUM: { named: 'SHARE UPDATE EXCLUSIVE' },
  'VACUUM FULL': { named: 'ACCESS EXCLUSIVE' },
}

/** The locks of a statement that runs on its own, read from the manual instead of from the server. */
export function staticLocks(statement: Statement, before: State, atStart: State): Lock[] {
  const command = commandOf(statement)
  const mode = command === undefined ? undefined : modes[command]
  if (mode === undefined) return []
  return rangeVarsOf(statement.node)
    .flatMap((named, at): Lock[] => {
      const relation = find(named, before)
      if (relation === undefined) return []
      const lock = (of: Relation, taken: LockMode): Lock => ({
        relation: of.name,
        kind: kindOf(of),
        mode: taken,
        existed: atStart.relations.has(of.oid),
        held: false,
      })
      const table = relation.table === undefined ? undefined : before.relations.get(relation.table)
      const own = lock(relation, at === 1 ? (mode.second ?? mode.named) : mode.named)
      return table === undefined || mode.table === undefined ? [own] : [own, lock(table, mode.table)]
    })
    .toSorted(compareLocks)
}

function commandOf({ node }: Statement): string | undefined {
  if (!('VacuumStmt' in node)) return cannotRunInTransaction({ node })
  return isVacuumFull(node.VacuumStmt) ? 'VACUUM FULL' : 'VACUUM'
}

function find({ schema, name }: NamedRelation, { relations }: State): Relation | undefined {
  const all = [...relations.values()]
  if (schema !== undefined) {
    const qualified = all.find((relation) => relation.name === `${schema}.${name}`)
    if (qualified !== undefined) return qualified
  }
  return all.find((relation) => relation.name === name)
}
