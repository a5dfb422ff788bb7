import { quoted } from '../ast.ts'
import { hitOn, lockOnLine } from '../evidence.ts'
import { outsideTransaction } from '../outside-transaction.ts'
import { tableOfIndex } from '../schema-model.ts'
import { isShared, type Step } from '../step.ts'
import type { Hit, MigrationRule } from './rule.ts'

/** The index of a partitioned table cannot be dropped concurrently and is not meant. */
export const dropIndexNotConcurrent: MigrationRule = {
  name: 'drop-index-not-concurrent',
  title: 'Index dropped without CONCURRENTLY',
  severity: 'warning',
  why: 'DROP INDEX takes ACCESS EXCLUSIVE on the table: it waits for every running query on it, and all later reads and writes wait behind it, up to the end of the transaction.',
  fix: 'DROP INDEX CONCURRENTLY, alone in a file that your migration tool runs outside a transaction.',
  sameAs: ['squawk:require-concurrent-index-deletion'],
  find(step) {
    return step.changes.flatMap((change): Hit[] => {
      if (change.type !== 'drop-index' || change.concurrent) return []
      const table = tableOfIndex(step.schema, change.name) ?? lockedTable(step)
      if (table !== undefined && (!isShared(step, table) || step.schema.tables.get(table)?.partitioned === true))
        return []
      const on = table === undefined ? 'its table' : `"${table}"`
      const evidence = table === undefined ? undefined : lockOnLine(step, table, 'ACCESS EXCLUSIVE')
      return [
        hitOn(evidence, `Dropping index "${change.name}" locks ${on} against reads and writes`, {
          description: `DROP INDEX CONCURRENTLY ${change.ifExists ? 'IF EXISTS ' : ''}${quoted(change.name)}, ${outsideTransaction(step.file.migration)}.`,
        }),
      ]
    })
  },
}

/** Of an index whose creation no file shows; with several in one statement it is not known which lock is whose. */
function lockedTable({ executed, changes }: Step): string | undefined {
  if (changes.length > 1) return undefined
  return executed?.locks.find(({ kind, mode, existed }) => kind === 'table' && mode === 'ACCESS EXCLUSIVE' && existed)
    ?.relation
}
