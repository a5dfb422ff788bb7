import type { Lock, LockMode } from '../finding.ts'
import type { Change } from './change.ts'
import { type SchemaModel, tableOfIndex } from './schema-model.ts'

type TableLock = Pick<Lock, 'relation' | 'mode'>

/**
 * The table locks that changes take, for statements that the engine did not run. Source: PostgreSQL manual, chapter 13.3.1
 * (table-level locks) and the pages of ALTER TABLE, CREATE TABLE and DROP INDEX. Row writes and reads are left out.
 */
export function lockModesOf(changes: readonly Change[], schema: SchemaModel): TableLock[] {
  return changes.flatMap((change) => locksOfChange(change, schema))
}

function locksOfChange(change: Change, schema: SchemaModel): TableLock[] {
  const lock = (relation: string, mode: LockMode): TableLock => ({ relation, mode })
  switch (change.type) {
    case 'create-table':
      return change.parents.map((parent) =>
        lock(parent, change.partition ? 'ACCESS EXCLUSIVE' : 'SHARE UPDATE EXCLUSIVE'),
      )
    case 'add-constraint': {
      const { kind, references } = change.constraint
      if (kind !== 'foreign-key') return [lock(change.table, 'ACCESS EXCLUSIVE')]
      // Inside ADD COLUMN the column's own lock covers the table.
      const own = change.inside === 'alter-table' ? [lock(change.table, 'SHARE ROW EXCLUSIVE')] : []
      return references === undefined ? own : [...own, lock(references, 'SHARE ROW EXCLUSIVE')]
    }
    case 'validate-constraint':
      return [lock(change.table, 'SHARE UPDATE EXCLUSIVE')]
    case 'attach-partition':
      return [lock(change.table, 'SHARE UPDATE EXCLUSIVE'), lock(change.partition, 'ACCESS EXCLUSIVE')]
    case 'detach-partition':
      return [
        lock(change.table, change.concurrent ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE'),
        lock(change.partition, 'ACCESS EXCLUSIVE'),
      ]
    case 'create-index':
      return [lock(change.index.table, change.concurrent ? 'SHARE UPDATE EXCLUSIVE' : 'SHARE')]
    case 'drop-index': {
      const table = tableOfIndex(schema, change.name)
      return table === undefined ? [] : [lock(table, change.concurrent ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE')]
    }
    case 'reindex': {
      const table =
        change.target === 'table'
          ? change.name
          : change.target === 'index'
            ? tableOfIndex(schema, change.name)
            : undefined
      return table === undefined ? [] : [lock(table, change.concurrent ? 'SHARE UPDATE EXCLUSIVE' : 'SHARE')]
    }
    case 'lock':
      return [lock(change.table, change.mode)]
    case 'drop-table':
    case 'rename-table':
    case 'move-table':
    case 'add-column':
    case 'drop-column':
    case 'rename-column':
    case 'change-type':
    case 'set-not-null':
    case 'drop-not-null':
    case 'drop-constraint':
      return [lock(change.table, 'ACCESS EXCLUSIVE')]
    default:
      return []
  }
}
