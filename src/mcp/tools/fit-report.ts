import type { Finding, NotChecked, Report } from '../../checks/finding.ts'
import { ANSWER_LIMIT, wireLength } from '../text.ts'

/** What check_files answers. */
export interface FittedReport {
  counts: { error: number; warning: number; note: number; notChecked: number; checked: number }
  findings: Finding[]
  notChecked: NotChecked[]
  /** Says what was left out and how to get it. */
  more?: string
}

const ORDER = { error: 0, warning: 1, note: 2 }

/** The report in a size that no client cuts: the worst findings first. Counts are those of the whole report. */
export function fitReport(report: Report): FittedReport {
  const count = (severity: Finding['severity']): number =>
    report.findings.filter((finding) => finding.severity === severity).length
  const counts = {
    error: count('error'),
    warning: count('warning'),
    note: count('note'),
    notChecked: report.notChecked.length,
    checked: new Set(report.checked.map(({ path }) => path)).size,
  }
  const byWeight = report.findings.toSorted((a, b) => ORDER[a.severity] - ORDER[b.severity]).map(clipFinding)
  const findings = takeFitting(byWeight, ANSWER_LIMIT - 2_000)
  const notChecked = takeFitting(report.notChecked.map(clipNotChecked), ANSWER_LIMIT - 500 - wireLength(findings))
  const left = report.findings.length - findings.length
  const leftOut = [
    ...(left > 0 ? [`${left} more findings`] : []),
    ...(notChecked.length < report.notChecked.length
      ? [`${report.notChecked.length - notChecked.length} more not checked`]
      : []),
  ]
  if (leftOut.length === 0) return { counts, findings, notChecked }
  const more = `Left out: ${leftOut.join(', ')}. Mend these and check again, give fewer paths, or run \`npx -y maifady-mcp check --format json <paths>\`.`
  return { counts, findings, notChecked, more }
}

function takeFitting<T>(items: readonly T[], limit: number): T[] {
  let used = 2
  const end = items.findIndex((item) => (used += wireLength(item) + 1) > limit)
  return end === -1 ? [...items] : items.slice(0, end)
}

function clipFinding({ evidence, ...finding }: Finding): Finding {
  return {
    ...finding,
    message: clip(finding.message, 600),
    ...(evidence !== undefined && { evidence: clip(evidence, 400) }),
    ...(finding.fix !== undefined && {
      fix: wireLength(finding.fix) > 800 ? { description: clip(finding.fix.description, 600) } : finding.fix,
    }),
  }
}

const clipNotChecked = ({ path, check, reason, remedy }: NotChecked): NotChecked => ({
  path,
  check,
  reason: clip(reason, 300),
  remedy: clip(remedy, 300),
})
const clip = (text: string, limit: number): string => (text.length > limit ? `${text.slice(0, limit - 1)}…` : text)

/** All that the structured result says, for clients that hand only the text to the model. */
export function describeReport({ counts, findings, notChecked, more }: FittedReport): string {
  const found = [
    quantity(counts.error, 'error'),
    quantity(counts.warning, 'warning'),
    quantity(counts.note, 'note'),
  ].join(', ')
  const skipped = counts.notChecked === 0 ? '' : ` NOT checked: ${counts.notChecked} (this is no pass).`
  return [
    `${quantity(counts.checked, 'file')} checked: ${found}.${skipped}`,
    ...findings.map(describeFinding),
    ...notChecked.map(
      ({ path, check, reason, remedy }) => `${path}: not checked by ${check}: ${reason}\n  remedy: ${remedy}`,
    ),
    ...(more === undefined ? [] : [more]),
  ].join('\n\n')
}

function describeFinding({ path, start, end, severity, rule, basis, message, evidence, fix }: Finding): string {
  const lines = [
    `${path}:${start.line}:${start.column}-${end.line}:${end.column} ${severity} ${rule} (${basis})`,
    message,
  ]
  if (evidence !== undefined) lines.push(`evidence: ${evidence}`)
  if (fix !== undefined) lines.push(`fix: ${fix.description}`)
  for (const edit of fix?.edits ?? []) {
    lines.push(
      `edit ${edit.start.line}:${edit.start.column}-${edit.end.line}:${edit.end.column}: ${JSON.stringify(edit.text)}`,
    )
  }
  return lines.join('\n  ')
}

const quantity = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`
