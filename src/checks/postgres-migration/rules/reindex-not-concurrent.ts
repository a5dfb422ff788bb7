import { quoted } from '../ast.ts'
import { hitOn, lockOnLine } from '../evidence.ts'
import { outsideTransaction } from '../outside-transaction.ts'
import { tableOfIndex } from '../schema-model.ts'
import { isShared } from '../step.ts'
import type { Hit, MigrationRule } from './rule.ts'

/** CONCURRENTLY is there since PostgreSQL 12. System catalogues cannot be reindexed so and are not meant. */
export const reindexNotConcurrent: MigrationRule = {
  name: 'reindex-not-concurrent',
  title: 'REINDEX without CONCURRENTLY',
  severity: 'error',
  why: 'Writes to the table wait until the index is built again, and so do reads: to plan a query the server opens all indexes of the table, and the one being built is locked ACCESS EXCLUSIVE.',
  fix: 'REINDEX … CONCURRENTLY, alone in a file that your migration tool runs outside a transaction.',
  sameAs: ['squawk:require-concurrent-reindex'],
  find(step) {
    return step.changes.flatMap((change): Hit[] => {
      if (change.type !== 'reindex' || change.concurrent || change.target === 'system') return []
      const { target, name } = change
      const table = target === 'table' ? name : target === 'index' ? tableOfIndex(step.schema, name) : undefined
      if (table !== undefined && !isShared(step, table)) return []
      const word = target.toUpperCase()
      const what = `REINDEX ${word}${name === '' ? '' : ` "${name}"`} builds`
      const message =
        target === 'schema' || target === 'database'
          ? `${what} each index again while nobody can use its table`
          : `${what} under a lock that nobody gets past: ${table === undefined ? 'its table' : `"${table}"`} is neither written nor planned for until it is done`
      const evidence = table === undefined ? undefined : lockOnLine(step, table, 'SHARE')
      return [
        hitOn(evidence, message, {
          description: `REINDEX ${word} CONCURRENTLY${name === '' ? '' : ` ${quoted(name)}`}, ${outsideTransaction(step.file.migration)}.`,
        }),
      ]
    })
  },
}
