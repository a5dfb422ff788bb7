import type { CheckRow, CheckOutput, RawFinding, Source } from './check.ts'
import type { Edit, Finding, NotChecked, Report, Severity, Suppressed } from './finding.ts'
import { fingerprints } from './fingerprint.ts'
import { RULES } from './index.ts'
import { type Locator, makeLocator } from './locate.ts'
import type { Assignment, Plan } from './plan.ts'
import type { Outcome } from './run.ts'
import type { Settings } from './settings.ts'
import { applySuppressions } from './suppressions.ts'

/** What the settings say of a rule. */
type SeverityOf = (rule: string) => Severity | 'off' | undefined

const RULE_IDS = RULES.map(({ id }) => id)
const OFF_UNLESS_SET: ReadonlySet<string> = new Set(RULES.flatMap(({ id, enabled }) => (enabled === false ? [id] : [])))
const BUG = 'this is a bug of maifady-mcp: report it with the file'

/** Makes the report of what the checks answered: places, severities, order, suppressions, and who did not answer. Pure. */
export function assemble(
  { assignments, notChecked }: Plan,
  outcomes: readonly Outcome[],
  { severities, failOn }: Settings,
): Report {
  const report: Report = {
    findings: [],
    notChecked: [...notChecked],
    checked: [],
    suppressed: [],
    ...(failOn !== undefined && { failOn }),
  }
  const severityOf: SeverityOf = (rule) => severities[rule] ?? (OFF_UNLESS_SET.has(rule) ? 'off' : undefined)
  for (const [index, { row, sources }] of assignments.entries()) {
    const outcome = outcomes[index]
    const reported = sources.filter((source) => source.report)
    if (outcome !== undefined && 'output' in outcome) add(report, { row, sources }, outcome.output, severityOf)
    else {
      const failure = outcome?.failure ?? { reason: 'the check did not answer', remedy: BUG }
      report.notChecked.push(...reported.map(({ path }) => ({ path, check: row.id, ...failure })))
    }
  }
  return finish(report)
}

function add(report: Report, { row, sources }: Assignment, output: CheckOutput, severityOf: SeverityOf): void {
  const locators = new Map(sources.map((source) => [source.path, { source, locator: makeLocator(source.text) }]))
  const { kept, suppressed } = applySuppressions(sources, output, {
    all: RULE_IDS,
    active: (id) => row.rules.some((rule) => rule.id === id) && severityOf(id) !== 'off',
  })
  const locate = (raw: RawFinding): Finding[] => {
    const place = locators.get(raw.path)
    const severity = severityOf(raw.rule) ?? RULES.find(({ id }) => id === raw.rule)?.severity
    if (place?.source.report !== true || severity === 'off') return []
    if (severity === undefined) {
      report.notChecked.push({
        path: raw.path,
        check: row.id,
        reason: `the check broke the rule "${raw.rule}", which it does not have`,
        remedy: BUG,
      })
      return []
    }
    return [toFinding(raw, severity, place.locator)]
  }
  report.findings.push(...kept.flatMap(locate))
  report.suppressed.push(
    ...suppressed.flatMap(({ raw, reason }) =>
      locate(raw).map((each) => ({ ...each, suppressedBy: 'comment' as const, reason })),
    ),
  )
  if (output.traces !== undefined) {
    report.traces = [
      ...(report.traces ?? []),
      ...output.traces.filter(({ path }) => locators.get(path)?.source.report === true),
    ]
  }
  if (output.schemas !== undefined && output.schemas.length > 0)
    report.schemas = [...(report.schemas ?? []), ...output.schemas]
  if (output.remarks !== undefined && output.remarks.length > 0)
    report.remarks = [...(report.remarks ?? []), ...output.remarks]
  report.checked.push(
    ...output.checked.filter(({ path }) => isReported(sources, path)).map((each) => ({ ...each, check: row.id })),
  )
  report.notChecked.push(
    ...output.notChecked.map((each) => ({ ...each, check: row.id })),
    ...silent(row, sources, output),
  )
}

/** Sources that the check said nothing of. */
function silent(row: CheckRow, sources: readonly Source[], output: CheckOutput): NotChecked[] {
  const said = new Set([...output.checked, ...output.notChecked, ...(output.leftTo ?? [])].map(({ path }) => path))
  return sources
    .filter(({ path, report }) => report && !said.has(path))
    .map(({ path }) => ({ path, check: row.id, reason: 'the check did not say that it looked at it', remedy: BUG }))
}

function isReported(sources: readonly Source[], path: string): boolean {
  return sources.some((source) => source.report && source.path === path)
}

function toFinding(
  { start, end, fix, ...raw }: RawFinding,
  severity: Severity,
  { position, excerpt }: Locator,
): Finding {
  const from = position(start)
  const to = position(Math.max(start, end))
  const edits = fix?.edits?.map((edit): Edit => ({
    start: position(edit.start),
    end: position(edit.end),
    text: edit.text,
  }))
  return {
    rule: raw.rule,
    severity,
    message: raw.message,
    path: raw.path,
    start: from,
    end: to,
    basis: raw.basis,
    ...(raw.evidence !== undefined && { evidence: raw.evidence }),
    ...(fix !== undefined && { fix: { description: fix.description, ...(edits !== undefined && { edits }) } }),
    excerpt: excerpt(from, to),
    fingerprint: '',
  }
}

/** Order that depends on the content alone, and fingerprints. Traces stay in the order of the run. */
function finish(report: Report): Report {
  const all = fingerprints<Finding | Suppressed>([...report.findings, ...report.suppressed].sort(byPlace))
  return {
    ...report,
    findings: all.filter((each) => !('suppressedBy' in each)),
    suppressed: all.filter((each) => 'suppressedBy' in each),
    notChecked: [...report.notChecked].sort(byPath),
    checked: [...report.checked].sort(byPath),
  }
}

function byPlace(one: Finding, other: Finding): number {
  return (
    compare(one.path, other.path) ||
    one.start.line - other.start.line ||
    one.start.column - other.start.column ||
    compare(one.rule, other.rule) ||
    compare(one.message, other.message)
  )
}

function byPath(one: { path: string; check: string }, other: { path: string; check: string }): number {
  return compare(one.path, other.path) || compare(one.check, other.check)
}

/** By code unit, so that the order is the same in every locale. */
function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}
