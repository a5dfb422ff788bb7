import { hitOn, lockLine } from '../evidence.ts'
import { blocksWrites, locksOf, strongest, type Step } from '../step.ts'
import { concurrentCommand } from './concurrent-in-transaction.ts'
import type { MigrationRule } from './rule.ts'
import { setBefore, timeoutWritten } from './timeouts.ts'

/**
 * Once a file, at the first statement that takes such a lock: one line mends them all. A timeout that the role or the
 * migration tool sets is not in the file and cannot be seen here. Silent for CONCURRENTLY, which waits without others behind it.
 */
export const noLockTimeout: MigrationRule = {
  name: 'no-lock-timeout',
  title: 'Lock taken without lock_timeout',
  severity: 'warning',
  why: 'If one long query or open transaction uses the table, the statement waits for it, and everyone who comes later queues behind the statement: the table is down until somebody notices.',
  fix: "SET LOCAL lock_timeout = '2s' at the start of the transaction (SET outside of one), and run the migration again when it gives up.",
  sameAs: ['squawk:require-lock-timeout', 'squawk:require-timeout-settings', 'eugene:E9'],
  oncePerFile: true,
  find(step) {
    const lock = strongest(locksOf(step).filter(({ mode }) => blocksWrites(mode)))
    if (lock === undefined || hasTimeout(step) || concurrentCommand(step) !== undefined) return []
    const effect = lock.mode === 'ACCESS EXCLUSIVE' ? 'all reads and writes' : 'all writes'
    const message = `The ${lock.mode} lock on "${lock.relation}" is asked for without a lock_timeout: behind a long query it waits, and ${effect} of the table wait behind it`
    const evidence =
      step.executed === undefined ? undefined : `${lockLine(lock)}; lock_timeout = ${step.executed.lockTimeout ?? '0'}`
    return [hitOn(evidence, message, setBefore(step, 'lock_timeout', '2s'))]
  },
}

function hasTimeout(step: Step): boolean {
  const { executed } = step
  if (executed?.lockTimeout !== undefined) return !/^0(\s*\w+)?$/.test(executed.lockTimeout)
  return timeoutWritten(step, 'lock_timeout')
}
