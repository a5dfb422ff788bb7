import { hitOn, lockLine } from '../evidence.ts'
import { blocksWrites, locksOf, strongest, type Step } from '../step.ts'
import { concurrentCommand } from './concurrent-in-transaction.ts'
import type { Hit, MigrationRule } from './rule.ts'

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
  sameAs: ['squawk:require-lock-timeout', 'eugene:E9'],
  oncePerFile: true,
  find(step) {
    const lock = strongest(locksOf(step).filter(({ mode }) => blocksWrites(mode)))
    if (lock === undefined || hasTimeout(step) || concurrentCommand(step) !== undefined) return []
    const effect = lock.mode === 'ACCESS EXCLUSIVE' ? 'all reads and writes' : 'all writes'
    const message = `The ${lock.mode} lock on "${lock.relation}" is asked for without a lock_timeout: behind a long query it waits, and ${effect} of the table wait behind it`
    const evidence =
      step.executed === undefined ? undefined : `${lockLine(lock)}; lock_timeout = ${step.executed.lockTimeout ?? '0'}`
    return [hitOn(evidence, message, fixFor(step))]
  },
}

function hasTimeout({ executed, statement, file, changes }: Step): boolean {
  if (executed?.lockTimeout !== undefined) return !/^0(\s*\w+)?$/.test(executed.lockTimeout)
  let value: string | undefined
  let local: { value: string | undefined; transaction: number | null } | undefined
  for (const step of [...file.earlier, { statement, changes }]) {
    for (const change of step.changes) {
      if (change.type !== 'set' || (change.name !== 'lock_timeout' && change.name !== 'all')) continue
      // Outside a transaction SET LOCAL has no effect.
      if (change.local)
        local =
          step.statement.transaction === null ? local : { value: change.value, transaction: step.statement.transaction }
      else [value, local] = [change.value, undefined]
    }
  }
  const inForce = local !== undefined && local.transaction === statement.transaction ? local.value : value
  return inForce !== undefined && !/^0\s*\w*$/.test(inForce)
}

function fixFor({ statement, file }: Step): NonNullable<Hit['fix']> {
  const inside = statement.transaction !== null
  const set = inside ? "SET LOCAL lock_timeout = '2s';" : "SET lock_timeout = '2s';"
  const description = `Put ${set} before it, and let the migration be run again when it gives up.`
  const { convention, source } = file.migration
  const startsLine = /(^|\n)[ \t]*$/.test(source.text.slice(0, statement.start))
  // Goose and Drizzle have marks between statements that a new line could fall among.
  if (!startsLine || convention === 'goose' || convention === 'drizzle') return { description }
  return { description, edits: [{ start: statement.start, end: statement.start, text: `${set}\n` }] }
}
