import type { Report, Severity } from '../checks/finding.ts'

export interface FailPolicy {
  /** From which severity on a finding fails; without it what the settings say, and else `error`. */
  failOn?: Severity | 'never' | undefined
  /** Anything not checked fails too. */
  strict?: boolean | undefined
}

const RANK: Record<Severity, number> = { note: 1, warning: 2, error: 3 }

/** 0 clean, 1 findings that fail. (2, for wrong usage and failures, is not a report's to give.) */
export function exitCode(report: Report, { failOn = report.failOn ?? 'error', strict = false }: FailPolicy): 0 | 1 {
  if (strict && report.notChecked.length > 0) return 1
  if (failOn === 'never') return 0
  return report.findings.some(({ severity }) => RANK[severity] >= RANK[failOn]) ? 1 : 0
}
