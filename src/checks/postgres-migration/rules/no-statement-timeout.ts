import { blocksWrites, locksOf, strongest } from '../step.ts'
import { concurrentCommand } from './concurrent-in-transaction.ts'
import type { MigrationRule } from './rule.ts'
import { setBefore, timeoutWritten } from './timeouts.ts'

/**
 * Off unless asked for: many teams set the timeout for the role that migrates, which no file shows. Silent for CONCURRENTLY, which is
 * meant to take long and leaves an invalid index when it is cancelled.
 */
export const noStatementTimeout: MigrationRule = {
  name: 'no-statement-timeout',
  title: 'Lock held without statement_timeout',
  severity: 'note',
  enabled: false,
  why: 'lock_timeout ends the wait for the lock, not the time it is held: a statement that turns out to scan or rewrite a large table keeps everybody out until it is done or somebody kills it.',
  fix: "SET LOCAL statement_timeout = '30s' at the start of the transaction (SET outside of one); a migration that needs more is to be written otherwise.",
  sameAs: ['squawk:require-statement-timeout', 'squawk:require-timeout-settings'],
  oncePerFile: true,
  find(step) {
    const lock = strongest(locksOf(step).filter(({ mode }) => blocksWrites(mode)))
    if (lock === undefined || timeoutWritten(step, 'statement_timeout') || concurrentCommand(step) !== undefined)
      return []
    return [
      {
        message: `Nothing in this file limits how long a statement may hold the ${lock.mode} lock on "${lock.relation}".`,
        basis: 'parsed',
        fix: setBefore(step, 'statement_timeout', '30s'),
      },
    ]
  },
}
