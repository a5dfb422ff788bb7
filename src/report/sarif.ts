import type { Log, Notification, PhysicalLocation, Region, ReportingDescriptor, Result, Run } from 'sarif'
import type { Finding, NotChecked, Report, Rule, Severity, Suppressed } from '../checks/finding.ts'
import { jsonText } from './json.ts'

export interface SarifOptions {
  /** All rules there are; those of the findings are described in the log. */
  rules: readonly Rule[]
  /** Of maifady-mcp. */
  version: string
}

const LEVEL = { error: 'error', warning: 'warning', note: 'note' } as const satisfies Record<Severity, Result['level']>

/** The report as a SARIF 2.1.0 log. What was not checked is a notification of the run, and the run was then no success. */
export function reportSarif(report: Report, { rules, version }: SarifOptions): string {
  const all = [...report.findings, ...report.suppressed]
  const met = new Set(all.map(({ rule }) => rule))
  const described = rules.filter(({ id }) => met.has(id))
  const indexOf = new Map(described.map(({ id }, index) => [id, index]))
  const run: Run = {
    tool: {
      driver: {
        name: 'maifady-mcp',
        version,
        semanticVersion: version,
        informationUri: 'https://github.com/maifady/maifady-mcp',
        rules: described.map(describe),
      },
    },
    invocations: [
      {
        executionSuccessful: report.notChecked.length === 0,
        toolExecutionNotifications: [...report.notChecked.map(notification), ...(report.remarks ?? []).map(remark)],
      },
    ],
    columnKind: 'utf16CodeUnits',
    results: all.map((finding) => resultOf(finding, indexOf.get(finding.rule))),
  }
  const log: Log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }
  return jsonText(log)
}

function describe({ id, title, severity, enabled, why, fix, docs, sameAs }: Rule): ReportingDescriptor {
  return {
    id,
    name: id.slice(id.indexOf('/') + 1),
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: `${why}\n\n${fix}`, markdown: `${why}\n\n**Instead:** ${fix}` },
    helpUri: docs,
    defaultConfiguration: { level: LEVEL[severity], ...(enabled === false && { enabled }) },
    ...(sameAs.length > 0 && { properties: { sameAs } }),
  }
}

function resultOf(finding: Finding | Suppressed, ruleIndex: number | undefined): Result {
  const { rule, severity, message, basis, evidence, fingerprint, fix } = finding
  return {
    ruleId: rule,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: LEVEL[severity],
    message: { text: fix === undefined ? message : `${message} ${fix.description}` },
    locations: [{ physicalLocation: locationOf(finding) }],
    partialFingerprints: { 'maifady/v1': fingerprint },
    ...('suppressedBy' in finding && { suppressions: [suppressionOf(finding)] }),
    ...(fix?.edits !== undefined && fix.edits.length > 0 && { fixes: [fixOf(finding, fix.edits, fix.description)] }),
    properties: { basis, ...(evidence !== undefined && { evidence }) },
  }
}

function locationOf({ path, start, end, excerpt }: Finding): PhysicalLocation {
  return {
    artifactLocation: { uri: uriOf(path) },
    region: regionOf({ start, end }),
    ...(excerpt !== '' && { contextRegion: { startLine: start.line, snippet: { text: excerpt } } }),
  }
}

function regionOf({ start, end }: Pick<Finding, 'start' | 'end'>): Region {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column }
}

function fixOf(
  { path }: Finding,
  edits: NonNullable<NonNullable<Finding['fix']>['edits']>,
  description: string,
): NonNullable<Result['fixes']>[number] {
  return {
    description: { text: description },
    artifactChanges: [
      {
        artifactLocation: { uri: uriOf(path) },
        replacements: edits.map(({ text, ...range }) => ({
          deletedRegion: regionOf(range),
          insertedContent: { text },
        })),
      },
    ],
  }
}

function suppressionOf({ suppressedBy, reason }: Suppressed): NonNullable<Result['suppressions']>[number] {
  if (suppressedBy === 'comment') return { kind: 'inSource', justification: reason }
  return { kind: 'external', justification: 'accepted by the baseline' }
}

function notification({ path, check, reason, remedy }: NotChecked): Notification {
  return {
    level: 'warning',
    message: { text: `Not checked: ${reason}; ${remedy}` },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(path) } } }],
    ...(check !== '' && { properties: { check } }),
  }
}

function remark(text: string): Notification {
  return { level: 'warning', message: { text } }
}

/** A path as a URI reference: what a URI gives a meaning to is encoded, the slashes stay. */
function uriOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}
