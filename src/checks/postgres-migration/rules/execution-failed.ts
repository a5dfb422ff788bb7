import { concurrentCommand } from './concurrent-in-transaction.ts'
import { duplicateAssignment } from './duplicate-assignment.ts'
import type { MigrationRule } from './rule.ts'

/** Silent where another rule says why it failed (CONCURRENTLY in a transaction, a column assigned twice). */
export const executionFailed: MigrationRule = {
  name: 'execution-failed',
  title: 'The server refuses the statement',
  severity: 'error',
  why: 'Run after the migrations before it on an empty database, the statement fails: so it does in a test run, on a new installation, and probably in production.',
  fix: 'Mend the statement, or the order of the files, until the directory runs from the first file to the last.',
  sameAs: [],
  find(step) {
    const { trace, statement } = step
    if (trace?.outcome !== 'failed' || trace.error === undefined) return []
    if (concurrentCommand(step) !== undefined && statement.transaction !== null) return []
    if ((duplicateAssignment.find?.(step).length ?? 0) > 0) return []
    const { code, message } = trace.error
    return [
      { message: `The server refuses this statement: ${message}.`, basis: 'executed', evidence: `${code}: ${message}` },
    ]
  },
}
