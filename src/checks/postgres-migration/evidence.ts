import type { Lock, LockMode, Scan } from '../finding.ts'
import type { Hit } from './rules/rule.ts'
import type { Step } from './step.ts'

/**
 * A hit that stands on the engine's own line, or, when there is none because the statement was not executed, on the tree alone,
 * and then says so. `message` is a sentence without its full stop.
 */
export function hitOn(evidence: string | undefined, message: string, fix: NonNullable<Hit['fix']>): Hit {
  if (evidence === undefined)
    return { message: `${message} (read from the statement, not executed).`, basis: 'parsed', fix }
  return { message: `${message}.`, basis: 'executed', evidence, fix }
}

/**
 * Whether what the engine did not show did not happen. Not so in a DO block: it may have left out the branch, and the server names
 * no table for a foreign key that it validates inside one.
 */
export function ranWhole(step: Pick<Step, 'executed' | 'block'>): boolean {
  return step.executed !== undefined && step.block === undefined
}

/** Tables the statement wrote anew, in the server's words. */
export function rewriteLine(step: Step): string | undefined {
  const table = step.executed?.rewrites[0]
  return table === undefined ? undefined : `rewriting table "${table}"`
}

/** Scans of tables that others use. */
export function scansOf(step: Step, reason: Scan['reason']): Scan[] {
  return (step.executed?.scans ?? []).filter((scan) => scan.reason === reason && !step.file.created.has(scan.relation))
}

export function lockLine(lock: Pick<Lock, 'relation' | 'mode'>): string {
  return `lock: ${lock.mode} on ${lock.relation}`
}

/** The lock that a statement asks for on a table, when the engine ran it; it may be held already. */
export function lockOnLine(step: Step, table: string, mode: LockMode): string | undefined {
  const lock = step.executed?.locks.find((taken) => taken.relation === table && taken.mode === mode)
  return lock === undefined ? undefined : lockLine(lock)
}

/** Lines of the engine as one piece of evidence; undefined when there is none. */
export function joined(...lines: (string | undefined)[]): string | undefined {
  const known = lines.filter((line) => line !== undefined)
  return known.length === 0 ? undefined : known.join('; ')
}

/** 'a', 'a and b', 'a, b and c'. */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}
