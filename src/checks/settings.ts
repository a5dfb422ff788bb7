import * as z from 'zod'
import { nearest } from '../nearest.ts'
import { readYaml } from '../read-yaml.ts'
import { UsageError } from '../usage-error.ts'
import type { Severity } from './finding.ts'
import { CHECKS, RULES } from './index.ts'

/** What a project says of its checks, in `.maifady/config.yaml`. */
export interface Settings {
  /** Sections by check. */
  checks: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  severities: Readonly<Record<string, Severity | 'off'>>
  /** Globs, relative to the working directory. */
  ignore: readonly string[]
  failOn?: Severity | undefined
}

/** Characters. */
const SIZE_LIMIT = 64 * 1024

/** Reads the settings file. Throws UsageError with file and line for what is wrong in it. Imports zod and YAML: load it only when there is such a file. */
export async function parseSettings({ path, text }: { path: string; text: string }): Promise<Settings> {
  const wrong = (line: number, message: string): UsageError => new UsageError(`${path}:${line}: ${message}`)
  if (text.length > SIZE_LIMIT) throw wrong(1, `the file is larger than ${SIZE_LIMIT / 1024} KB; settings are short`)
  const { value, error, lineOf } = readYaml(text)
  if (error !== undefined) throw wrong(error.line, error.message)
  const { data, error: fault } = (await settingsSchema()).safeParse(value ?? {})
  const issue = fault?.issues[0]
  if (data === undefined) throw wrong(lineOf(issue === undefined ? [] : placeOf(issue)), describe(issue))
  // The sections as they were written: what was not said is for the check to know, and its default.
  const given = (value as { checks?: Settings['checks'] } | undefined)?.checks
  return { ...(data as Settings), checks: given ?? {} }
}

/** The shape of `.maifady/config.yaml`, the sections of all checks included. */
export async function settingsSchema(): Promise<z.ZodType> {
  const sections: Record<string, z.ZodType> = {}
  for (const row of CHECKS) {
    const own = row.settings === undefined ? z.strictObject({}) : ((await row.settings()).schema as z.ZodType)
    sections[row.id] = z.optional(own).meta({ description: `Settings of the check ${row.id}.` })
  }
  const ruleIds = RULES.map(({ id }) => id)
  return z.strictObject({
    checks: z.strictObject(sections).default({}).meta({ description: 'Settings of each check, by its id.' }),
    severities: z
      .partialRecord(z.enum(ruleIds), z.enum(['off', 'note', 'warning', 'error']))
      .default({})
      .meta({ description: 'The severity of a rule instead of its own; off switches it off.' }),
    ignore: z
      .array(z.string().regex(/^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$)).+$/, 'a glob that stays in this folder'))
      .default([])
      .meta({
        description: 'Globs of files that are not reported on. They are still read where another file needs them.',
      }),
    failOn: z
      .enum(['note', 'warning', 'error'])
      .optional()
      .meta({ description: 'The least severity that fails a run; --fail-on wins.' }),
  })
}

type Issue = z.core.$ZodIssue

/** Where in the file the fault is: for an unknown key, that key. */
function placeOf(issue: Issue): PropertyKey[] {
  return issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : [...issue.path]
}

function describe(issue: Issue | undefined): string {
  if (issue === undefined) return 'the settings are not understood'
  const where = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys') return unknownKey(issue.keys[0] ?? '', where)
  if (issue.code === 'invalid_key') return unknownKey(String(issue.path.at(-1)), 'severities')
  return `${where === '' ? 'the file' : where}: ${issue.message}`
}

function unknownKey(key: string, where: string): string {
  const known =
    where === 'severities'
      ? RULES.map(({ id }) => id)
      : where === 'checks'
        ? CHECKS.map(({ id }) => id)
        : where === ''
          ? ['checks', 'severities', 'ignore', 'failOn']
          : []
  const word = nearest(key, known)
  const kind = where === 'severities' ? 'rule' : where === 'checks' ? 'check' : 'setting'
  const hint = word === undefined ? 'docs/settings.md lists all' : `did you mean "${word}"?`
  return `there is no ${kind} "${key.slice(0, 80)}"${where.startsWith('checks.') ? ` in ${where}` : ''}; ${hint}`
}
