import { randomUUID } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import { UsageError } from '../usage-error.ts'
import type { Finding, Report } from './finding.ts'
import { fingerprints } from './fingerprint.ts'
import { makeLocator } from './locate.ts'
import { readSource } from './read-source.ts'

/** Findings that are accepted: what was there on the day the check came in. */
export interface Baseline {
  /** As it is shown. */
  path: string
  text: string
  entries: readonly Entry[]
}

interface Entry {
  fingerprint: string
  rule: string
  path: string
}

export async function readBaseline(file: string, path: string, root?: string): Promise<Baseline> {
  const read = await readSource(file, root)
  if (!('text' in read)) throw new UsageError(`the baseline "${path}": ${read.reason}; make one with --write-baseline`)
  const entries = parseEntries(read.text)
  if (entries === undefined) throw new UsageError(`"${path}" is no baseline; make one with --write-baseline`)
  return { path, text: read.text, entries }
}

/** Writes the findings of a report as a baseline, whole or not at all. */
export async function writeBaseline(file: string, path: string, { findings }: Report): Promise<Baseline> {
  const entries = findings.map(({ fingerprint, rule, path }) => ({ fingerprint, rule, path }))
  // One entry a line, so that a change reads well in a diff.
  const lines = entries.map((entry) => `    ${JSON.stringify(entry)}`).join(',\n')
  const text = `{\n  "version": 1,\n  "findings": [${lines === '' ? '' : `\n${lines}\n  `}]\n}\n`
  const draft = `${file}.${randomUUID()}.tmp`
  try {
    await writeFile(draft, text, { flag: 'wx' })
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined)
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new UsageError(
      `the baseline "${path}" cannot be written: ${code}; name a file in a folder that is there and may be written`,
    )
  }
  return { path, text, entries }
}

/** Takes the findings of the baseline out, and notes its entries that no longer match anything in the files that were checked. Pure. */
export function applyBaseline(report: Report, baseline: Baseline): Report {
  const accepted = new Set(baseline.entries.map(({ fingerprint }) => fingerprint))
  const met = new Set(report.findings.map(({ fingerprint }) => fingerprint))
  const whole = new Set(report.checked.map(({ path }) => path))
  for (const { path } of report.notChecked) whole.delete(path)
  const unused = baseline.entries.filter(({ fingerprint, path }) => !met.has(fingerprint) && whole.has(path))
  return {
    ...report,
    findings: [
      ...report.findings.filter(({ fingerprint }) => !accepted.has(fingerprint)),
      ...noteUnused(unused, baseline),
    ],
    suppressed: [
      ...report.suppressed,
      ...report.findings
        .filter(({ fingerprint }) => accepted.has(fingerprint))
        .map((finding) => ({ ...finding, suppressedBy: 'baseline' as const, reason: '' })),
    ],
  }
}

function noteUnused(entries: readonly Entry[], { path, text }: Baseline): Finding[] {
  const { position, excerpt } = makeLocator(text)
  return fingerprints(
    entries.map((entry) => {
      const offset = Math.max(0, text.indexOf(entry.fingerprint))
      const start = position(offset)
      const end = position(offset + entry.fingerprint.length)
      return {
        rule: 'suppression/unused-baseline',
        severity: 'note' as const,
        message: `${entry.path} no longer breaks ${entry.rule} there: write the baseline anew.`,
        path,
        start,
        end,
        basis: 'parsed' as const,
        excerpt: excerpt(start, end),
        fingerprint: '',
      }
    }),
  )
}

/** The entries of a baseline file; undefined when it is none. */
function parseEntries(text: string): Entry[] | undefined {
  try {
    const data = JSON.parse(text) as { version?: unknown; findings?: unknown } | null
    if (data?.version !== 1 || !Array.isArray(data.findings)) return undefined
    return data.findings.every(isEntry) ? data.findings : undefined
  } catch {
    return undefined
  }
}

function isEntry(value: unknown): value is Entry {
  const entry = value as Partial<Record<keyof Entry, unknown>> | null
  return typeof entry?.fingerprint === 'string' && typeof entry.rule === 'string' && typeof entry.path === 'string'
}
