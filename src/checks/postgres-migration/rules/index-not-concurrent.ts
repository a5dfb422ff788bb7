import { quoted } from '../ast.ts'
import { hitOn, joined, lockOnLine, scansOf } from '../evidence.ts'
import { outsideTransaction } from '../outside-transaction.ts'
import { type ChangeOf, isShared, type Step } from '../step.ts'
import type { Hit, MigrationRule } from './rule.ts'

/**
 * Silent for a table made in the same file, and for CREATE INDEX ON ONLY a partitioned table, which builds nothing. A
 * partitioned table is flagged although CONCURRENTLY does not work there: the way around it is in the fix.
 */
export const indexNotConcurrent: MigrationRule = {
  name: 'index-not-concurrent',
  title: 'Index built without CONCURRENTLY',
  severity: 'error',
  why: 'CREATE INDEX takes a SHARE lock: every INSERT, UPDATE and DELETE on the table waits until the index is built, which takes minutes on a large table.',
  fix: 'CREATE INDEX CONCURRENTLY in a file of its own that runs outside a transaction. If it fails, it leaves an invalid index: drop that before trying again.',
  sameAs: ['squawk:require-concurrent-index-creation', 'eugene:E6'],
  find(step) {
    return step.changes.flatMap((change) => (change.type === 'create-index' ? indexHit(step, change) : []))
  },
}

function indexHit(step: Step, change: ChangeOf<'create-index'>): Hit[] {
  const { table, name } = change.index
  if (change.concurrent || !isShared(step, table)) return []
  const partitioned = step.schema.tables.get(table)?.partitioned === true
  if (partitioned && change.only) return []
  const index = name === undefined ? 'an index' : `index "${name}"`
  const message = `Building ${index} blocks all writes to "${table}" until it is done`
  const fix = partitioned ? partitionedFix(change) : plainFix(step, change)
  return [hitOn(joined(scansOf(step, 'build-index')[0]?.detail, lockOnLine(step, table, 'SHARE')), message, fix)]
}

function plainFix(step: Step, { index }: ChangeOf<'create-index'>): NonNullable<Hit['fix']> {
  const { statement } = step
  const create = `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX CONCURRENTLY ${index.name === undefined ? '' : `${quoted(index.name)} `}ON ${quoted(index.table)}`
  const keyword = /^create\s+(?:unique\s+)?index\b/i.exec(statement.text)
  // Inside a transaction the word alone would make the statement fail.
  if (statement.transaction !== null || keyword === null)
    return { description: `Write ${create} … ${outsideTransaction(step.file.migration)}.` }
  const at = statement.start + keyword[0].length
  return { description: `Write ${create} …`, edits: [{ start: at, end: at, text: ' CONCURRENTLY' }] }
}

function partitionedFix({ index }: ChangeOf<'create-index'>): NonNullable<Hit['fix']> {
  const keys = index.columns.map((column) => (column === null ? '…' : quoted(column))).join(', ')
  return {
    description: `"${index.table}" is partitioned, where CONCURRENTLY is refused: CREATE INDEX … ON ONLY ${quoted(index.table)} (${keys}), then CREATE INDEX CONCURRENTLY on each partition and ALTER INDEX … ATTACH PARTITION.`,
  }
}
