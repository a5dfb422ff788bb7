import type { Step } from '../step.ts'
import { outsideTransaction } from '../outside-transaction.ts'
import type { Hit, MigrationRule } from './rule.ts'

/** The server refuses it with error 25001. REFRESH MATERIALIZED VIEW CONCURRENTLY is allowed and not flagged. */
export const concurrentInTransaction: MigrationRule = {
  name: 'concurrent-in-transaction',
  title: 'CONCURRENTLY inside a transaction',
  severity: 'error',
  why: 'CREATE, DROP and REINDEX … CONCURRENTLY and DETACH PARTITION … CONCURRENTLY wait for other transactions and cannot be part of one: the server refuses them, and the migration fails.',
  fix: 'Put the statement alone into a file that your migration tool runs outside a transaction.',
  sameAs: ['squawk:ban-concurrent-index-creation-in-transaction'],
  find(step) {
    const { statement, trace } = step
    const command = concurrentCommand(step)
    if (command === undefined || statement.transaction === null) return []
    const fix = { description: `Run it ${outsideTransaction(step.file.migration)}.` }
    const why = step.file.migration.wraps === 'file' ? `: ${step.file.migration.wrapsBecause}` : ''
    const hit: Hit = { message: `${command} runs inside a transaction and fails${why}.`, basis: 'parsed', fix }
    if (trace?.outcome !== 'failed' || trace.error?.code !== '25001') return [hit]
    return [{ ...hit, basis: 'executed', evidence: `${trace.error.code}: ${trace.error.message}` }]
  },
}

/** The command of a statement that says CONCURRENTLY, as people call it. */
export function concurrentCommand({ changes }: Pick<Step, 'changes'>): string | undefined {
  for (const change of changes) {
    if (!('concurrent' in change) || !change.concurrent) continue
    if (change.type === 'create-index') return 'CREATE INDEX CONCURRENTLY'
    if (change.type === 'drop-index') return 'DROP INDEX CONCURRENTLY'
    return change.type === 'reindex' ? 'REINDEX CONCURRENTLY' : 'DETACH PARTITION CONCURRENTLY'
  }
  return undefined
}
