import { find, relationName, as } from './ast.ts'
import { ranWhole } from './evidence.ts'
import { readsTable } from './bounded-write.ts'
import { notNullProof } from './schema-model.ts'
import type { Change } from './change.ts'
import type { Step } from './step.ts'
import { isShared } from './step.ts'
import { typeChange, usingIsPlain } from './type-change.ts'

const VERBS = {
  update: 'updates rows of',
  delete: 'deletes rows of',
  merge: 'merges rows into',
  insert: 'inserts rows into',
} as const

/** What a statement does that takes longer the more rows a shared table has, as a verb phrase; undefined when it does nothing of the kind. */
export function longWork(step: Step): string | undefined {
  for (const change of step.changes) {
    if (change.type !== 'write') continue
    const counts =
      change.verb === 'insert'
        ? readsTable('selectStmt' in change.node ? change.node.selectStmt : undefined)
        : isShared(step, change.table)
    if (counts) return `${VERBS[change.verb]} "${change.table}"`
  }
  return readWork(step) ?? tracedWork(step) ?? (ranWhole(step) ? undefined : staticWork(step))
}

/** A query over a table that others use. */
function readWork(step: Step): string | undefined {
  const { node } = step.statement
  const query = as(node, 'SelectStmt') ?? as(node, 'CreateTableAsStmt') ?? as(node, 'RefreshMatViewStmt')
  if (query === undefined) return undefined
  const table = find(query, 'RangeVar')
    .map(relationName)
    .find((name) => step.schema.tables.has(name) && isShared(step, name))
  return table === undefined ? undefined : `reads "${table}"`
}

function tracedWork({ executed, file }: Step): string | undefined {
  const rewritten = executed?.rewrites[0]
  if (rewritten !== undefined) return `rewrites "${rewritten}"`
  const scan = executed?.scans.find(({ relation }) => !file.created.has(relation))
  if (scan === undefined) return undefined
  return scan.reason === 'build-index' ? `builds an index on "${scan.relation}"` : `reads all of "${scan.relation}"`
}

/** The same from the statement alone. */
function staticWork(step: Step): string | undefined {
  if (step.statement.kind === 'CallStmt') return 'runs a procedure'
  for (const change of step.changes) {
    const table = change.type === 'create-index' ? change.index.table : 'table' in change ? change.table : undefined
    if (table === undefined || !isShared(step, table)) continue
    if (change.type === 'create-index') return `builds an index on "${table}"`
    if (change.type === 'validate-constraint') return `reads all of "${table}"`
    const pass = passOver(change, step)
    if (pass !== undefined) return `${pass} "${table}"`
    if (change.type !== 'add-constraint') continue
    const { kind, validates, usingIndex } = change.constraint
    if (kind === 'unique' || kind === 'primary-key' || kind === 'exclude') {
      if (usingIndex === undefined) return `builds an index on "${table}"`
    } else if (validates) return `reads all of "${table}"`
  }
  return undefined
}

/** What a change of columns reads or writes row by row, by the files alone. Several in one ALTER TABLE need one pass. */
function passOver(change: Change, { schema }: Pick<Step, 'schema'>): 'reads all of' | 'rewrites' | undefined {
  if (change.type === 'set-not-null') {
    const isKnown = schema.tables.get(change.table)?.columns.get(change.column)?.notNull === true
    return isKnown || notNullProof(schema, change.table, change.column) !== undefined ? undefined : 'reads all of'
  }
  if (change.type === 'change-type') {
    const from = schema.tables.get(change.table)?.columns.get(change.column)?.type
    const plain = usingIsPlain(change.using, change.column, change.to)
    return plain && typeChange(from, change.to) === 'free' ? undefined : 'rewrites'
  }
  const isCheck =
    change.type === 'add-constraint' && change.inside === 'alter-table' && change.constraint.kind === 'check'
  return isCheck && change.constraint.validates ? 'reads all of' : undefined
}

/** The pass of an ALTER TABLE over a shared table, and the engine's line that shows it. */
export function passOf(step: Omit<Step, 'pass'>): Step['pass'] {
  const alter = as(step.statement.node, 'AlterTableStmt')
  const table = relationName(alter?.relation)
  if (alter?.objtype !== 'OBJECT_TABLE' || !isShared(step, table)) return undefined
  if (!ranWhole(step))
    return step.changes.some((change) => passOver(change, step) !== undefined) ? { table } : undefined
  if (step.executed?.rewrites.includes(table) === true) return { table, seen: `rewriting table "${table}"` }
  const scan = step.executed?.scans.find(({ relation, reason }) => relation === table && reason === 'verify')
  return scan === undefined ? undefined : { table, seen: scan.detail }
}
