import type { Report } from '../checks/finding.ts'

/** The report as it is, for programs. */
export function reportJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`
}
