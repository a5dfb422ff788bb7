import type { Report, Rule } from '../checks/finding.ts'
import { reportGithub } from './github.ts'
import { reportJson } from './json.ts'
import { reportMermaid } from './mermaid.ts'
import { reportSarif } from './sarif.ts'
import { reportText } from './text.ts'

export const FORMATS = ['text', 'json', 'sarif', 'github', 'mermaid'] as const
export type Format = (typeof FORMATS)[number]

export interface RenderOptions {
  format: Format
  /** All rules there are (`listRules({})`). */
  rules: readonly Rule[]
  /** Of maifady-mcp. */
  version: string
  color?: boolean | undefined
  /** Columns of the terminal. */
  width?: number | undefined
}

/** A report in one of its formats, ending in a line break unless it is empty. */
export function renderReport(report: Report, { format, rules, version, color = false, width }: RenderOptions): string {
  if (format === 'json') return reportJson(report)
  if (format === 'sarif') return reportSarif(report, { rules, version })
  if (format === 'github') return reportGithub(report)
  if (format === 'mermaid') return reportMermaid(report)
  return reportText(report, { rules, color, width })
}
