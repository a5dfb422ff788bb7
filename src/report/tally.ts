import type { Report, Severity } from '../checks/finding.ts'

export interface Tally {
  findings: Record<Severity, number>
  files: number
  notChecked: number
  suppressed: number
  statementsExecuted: number
}

/** The figures of a report. A file counts once, however many checks looked at it. */
export function tally({ findings, checked, notChecked, suppressed, traces }: Report): Tally {
  const count = (severity: Severity): number => findings.filter((each) => each.severity === severity).length
  const statements = (traces ?? []).flatMap((trace) => trace.statements)
  return {
    findings: { error: count('error'), warning: count('warning'), note: count('note') },
    files: new Set(checked.map(({ path }) => path)).size,
    notChecked: new Set(notChecked.map(({ path }) => path)).size,
    suppressed: suppressed.length,
    statementsExecuted: statements.filter(({ outcome }) => outcome === 'executed').length,
  }
}

/** '1 error', '2 errors' */
export function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
}
