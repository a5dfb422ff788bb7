import type { Step } from '../step.ts'
import { blocksWrites, isShared, locksOf } from '../step.ts'
import { hitOn, lockLine } from '../evidence.ts'
import { lockModesOf } from '../lock-modes.ts'
import { longWork } from '../long-work.ts'
import type { MigrationRule } from './rule.ts'

/**
 * A later statement counts when it works through rows, or may have to wait for a lock on another table that others use. One
 * that only changes the catalogue (a second ADD COLUMN, a comment, a new table, INSERT … VALUES) takes no time worth a finding,
 * and one that needs ACCESS EXCLUSIVE on the same table would keep it locked as long on its own: eugene's E4 flags those too.
 */
export const statementUnderExclusiveLock: MigrationRule = {
  name: 'statement-under-exclusive-lock',
  title: 'Long statement while an earlier one keeps the table locked',
  severity: 'error',
  why: 'Locks last until the transaction ends. After an ALTER TABLE nobody can read or write the table, and that now includes the time of every statement that follows in the same transaction.',
  fix: 'End the transaction after the statement that takes ACCESS EXCLUSIVE: put what reads, writes or waits into its own file.',
  sameAs: ['eugene:E4'],
  find(step) {
    const held = heldExclusive(step)
    // What this statement locks in the same way itself is locked as long in a file of its own.
    const own = lockModesOf(step.changes, step.schema).filter(({ mode }) => mode === 'ACCESS EXCLUSIVE')
    const others = held.filter((table) => !own.some(({ relation }) => relation === table))
    const [table] = others
    const what = table === undefined ? undefined : (longWork(step) ?? waitsFor(step, held))
    if (table === undefined || what === undefined) return []
    const rest = others.length > 1 ? ` and ${others.length - 1} more` : ''
    const message = `This statement ${what} while an earlier one of the same transaction keeps "${table}"${rest} locked against all reads and writes`
    const fix = { description: `Move it to a file of its own, so that the lock on "${table}" ends first.` }
    const line = `${lockLine({ relation: table, mode: 'ACCESS EXCLUSIVE' })}, held`
    return [hitOn(step.executed === undefined ? undefined : line, message, fix)]
  },
}

/** Shared tables that earlier statements of the transaction keep under ACCESS EXCLUSIVE. */
function heldExclusive(step: Step): string[] {
  const { transaction } = step.statement
  if (transaction === null) return []
  if (step.executed !== undefined) {
    const held = step.executed.locks.filter(
      (lock) => lock.held && lock.existed && lock.kind === 'table' && lock.mode === 'ACCESS EXCLUSIVE',
    )
    return [...new Set(held.map((lock) => lock.relation))]
  }
  return [...(step.file.exclusive.get(transaction) ?? [])]
}

function waitsFor(step: Step, held: readonly string[]): string | undefined {
  if (step.changes.some((change) => change.type === 'rename-table' && takesPlace(step, change.to))) return undefined
  const other = locksOf(step).find(
    (lock) => blocksWrites(lock.mode) && !held.includes(lock.relation) && isShared(step, lock.relation),
  )
  return other === undefined ? undefined : `may wait for its ${other.mode} lock on "${other.relation}"`
}

/** Two tables change places: the one that moves in has no readers under its old name, and it cannot be done in two transactions. */
function takesPlace({ file, statement }: Step, name: string): boolean {
  const earlier = file.earlier.filter((each) => each.statement.transaction === statement.transaction)
  return earlier.some(({ changes }) =>
    changes.some((change) => change.type === 'rename-table' && change.table === name),
  )
}
