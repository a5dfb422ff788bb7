import { find, relationName, as } from './ast.ts'
import { ranWhole } from './evidence.ts'
import { readsTable } from './bounded-write.ts'
import { notNullProof } from './schema-model.ts'
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
    const columns = step.schema.tables.get(table)?.columns
    if (change.type === 'create-index') return `builds an index on "${table}"`
    if (change.type === 'validate-constraint') return `reads all of "${table}"`
    if (
      change.type === 'set-not-null' &&
      columns?.get(change.column)?.notNull !== true &&
      notNullProof(step.schema, table, change.column) === undefined
    )
      return `reads all of "${table}"`
    if (change.type === 'change-type') {
      const plain = usingIsPlain(change.using, change.column, change.to)
      if (!plain || typeChange(columns?.get(change.column)?.type, change.to) !== 'free') return `rewrites "${table}"`
    }
    if (change.type !== 'add-constraint') continue
    const { kind, validates, usingIndex } = change.constraint
    if (kind === 'unique' || kind === 'primary-key' || kind === 'exclude') {
      if (usingIndex === undefined) return `builds an index on "${table}"`
    } else if (validates) return `reads all of "${table}"`
  }
  return undefined
}
