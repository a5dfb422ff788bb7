import { quoted } from '../ast.ts'
import { hitOn, lockOnLine } from '../evidence.ts'
import { outsideTransaction } from '../outside-transaction.ts'
import { changesTo } from '../step.ts'
import type { MigrationRule } from './rule.ts'

const CONCURRENTLY_SINCE = 14

/** CONCURRENTLY is refused while the table has a default partition: then there is no better way. */
export const detachNotConcurrent: MigrationRule = {
  name: 'detach-not-concurrent',
  title: 'Partition detached without CONCURRENTLY',
  severity: 'warning',
  why: 'DETACH PARTITION takes ACCESS EXCLUSIVE on the partitioned table, not only on the partition: reads and writes of all partitions wait for it, and it waits for the longest of them.',
  fix: 'ALTER TABLE … DETACH PARTITION … CONCURRENTLY, alone in a file that your migration tool runs outside a transaction (PostgreSQL 14 and later).',
  sameAs: ['squawk:require-concurrent-partition-detach'],
  find(step) {
    if ((step.file.settings.pgVersion ?? CONCURRENTLY_SINCE) < CONCURRENTLY_SINCE) return []
    return changesTo(step, 'detach-partition').flatMap(({ table, partition, concurrent }) => {
      if (concurrent || step.schema.tables.get(table)?.defaultPartition === true) return []
      return [
        hitOn(
          lockOnLine(step, table, 'ACCESS EXCLUSIVE'),
          `Detaching "${partition}" locks all of "${table}" against reads and writes`,
          {
            description: `ALTER TABLE ${quoted(table)} DETACH PARTITION ${quoted(partition)} CONCURRENTLY, ${outsideTransaction(step.file.migration)}.`,
          },
        ),
      ]
    })
  },
}
