import { realpath } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { UsageError } from '../usage-error.ts'
import type { CheckRow, Source } from './check.ts'
import { type Found, type Scope, type Search, shownPath, walk } from './find-files.ts'
import type { NotChecked } from './finding.ts'
import { SETTINGS_FILE } from './load-settings.ts'
import { acceptText, isInside, readSource } from './read-source.ts'

/** Most files, and most characters of text, that one check takes in one call. */
const COUNT_LIMIT = 5000
const TEXT_LIMIT = 64 * 1024 * 1024

/** What a check is to look at. */
export interface Assignment {
  row: CheckRow
  sources: Source[]
}

export interface Plan {
  assignments: Assignment[]
  notChecked: NotChecked[]
}

export interface PlanOptions extends Scope {
  rows: readonly CheckRow[]
  /** The rows were asked for by name, or through an agent. */
  asked: boolean
  /** Sections of the settings, by check. */
  sections: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** Whether the settings ignore a file (absolute). */
  ignored: (file: string) => boolean
  /** Whether a file (absolute) is to be reported on; the others are context. */
  changed: (file: string) => boolean
}

/** Gives each file to the checks that take it and reads it, with the rest of its group as context. Throws UsageError when no check takes anything. */
export async function planFiles({ found, unreadable }: Search, options: PlanOptions): Promise<Plan> {
  const plan: Plan = { assignments: [], notChecked: unreadable.map((each) => ({ ...each, check: '' })) }
  const wanted = found.filter(({ file }) => !options.ignored(file))
  for (const { path, file, named } of found) {
    if (named && options.ignored(file)) plan.notChecked.push({ path, check: '', ...IGNORED })
  }
  const taken = new Set<Found>()
  for (const row of options.rows) {
    const files = wanted.filter((each) => takes(row, each, options))
    for (const each of files) taken.add(each)
    const reported = files.filter(({ file }) => options.changed(file))
    if (reported.length > 0) plan.assignments.push(await assign(row, reported, options, plan.notChecked))
  }
  if (taken.size === 0 && plan.notChecked.length === 0) throw nothingToCheck(found, options.rows)
  for (const each of wanted) {
    if (each.named && !taken.has(each)) plan.notChecked.push({ path: each.path, check: '', ...UNTAKEN })
  }
  return plan
}

/** The same for texts that came with the call. Nothing is read. */
export function planTexts(
  files: readonly { path: string; text: string }[],
  { rows, asked, sections }: Pick<PlanOptions, 'rows' | 'asked' | 'sections'>,
): Plan {
  const plan: Plan = { assignments: [], notChecked: [] }
  const paths = new Set<string>()
  for (const { path } of files) {
    if (path === '' || path.includes('\0'))
      throw new UsageError('a file has an empty path or one with a NUL; give it a name')
    if (paths.has(path)) throw new UsageError(`the file "${path}" is there twice; give each file once`)
    paths.add(path)
  }
  for (const row of rows) {
    const assignment: Assignment = { row, sources: [] }
    const accepts = (path: string): boolean => row.acceptsNamed(path) || (asked && row.acceptsAsked?.(path) === true)
    const groups = new Set(files.flatMap(({ path }) => (accepts(path) ? (row.group?.(path) ?? []) : [])))
    for (const { path, text } of files) {
      const report = accepts(path)
      const group = report ? undefined : row.group?.(path)
      const needed = !report && row.companions?.(path, sections[row.id] ?? {}) === true
      if (report || needed || (group !== undefined && groups.has(group)))
        addSource(assignment, { path, read: acceptText(text), report }, plan.notChecked)
    }
    if (assignment.sources.some((source) => source.report)) plan.assignments.push(assignment)
  }
  if (plan.assignments.length === 0 && plan.notChecked.length === 0) {
    throw nothingToCheck(
      files.map(({ path }) => ({ path, file: path, named: true })),
      rows,
    )
  }
  const met = new Set(
    [...plan.notChecked, ...plan.assignments.flatMap(({ sources }) => sources)].map(({ path }) => path),
  )
  for (const { path } of files) {
    if (!met.has(path) && path !== SETTINGS_FILE) plan.notChecked.push({ path, check: '', ...UNTAKEN })
  }
  return plan
}

async function assign(
  row: CheckRow,
  reported: readonly Found[],
  options: PlanOptions,
  notChecked: NotChecked[],
): Promise<Assignment> {
  const assignment: Assignment = { row, sources: [] }
  const mine = new Set(reported.map(({ file }) => file))
  const all = [
    ...reported.map((each) => ({ ...each, report: true })),
    ...(await context(row, reported, mine, options)),
    ...(await companions(row, mine, options)),
  ]
  for (const { path, file, report } of all.sort((one, other) => (one.path < other.path ? -1 : 1))) {
    addSource(assignment, { path, read: await readSource(file, options.root), report }, notChecked)
  }
  return assignment
}

/** The other files of the groups of the files reported on: earlier migrations of the same directory, say. */
async function context(
  row: CheckRow,
  reported: readonly Found[],
  mine: ReadonlySet<string>,
  { cwd, root }: PlanOptions,
) {
  const { group } = row
  if (group === undefined) return []
  const folders = new Set(reported.flatMap(({ path }) => group(path) ?? []))
  const found: (Found & { report: boolean })[] = []
  for (const folder of folders) {
    const base = resolve(cwd, folder)
    const real = await realpath(base).catch(() => undefined)
    if (real === undefined || (root !== undefined && !isInside(real, root))) continue
    for (const file of await walk(base, () => undefined)) {
      const path = shownPath(file, cwd)
      if (!mine.has(file) && group(path) === folder) found.push({ path, file, named: false, report: false })
    }
  }
  return found
}

/** What the check needs from anywhere in the working directory. */
async function companions({ id, companions: needs }: CheckRow, mine: ReadonlySet<string>, options: PlanOptions) {
  const { cwd, root, sections } = options
  if (needs === undefined || (root !== undefined && !isInside(cwd, root))) return []
  const settings = sections[id] ?? {}
  return (await walk(cwd, () => undefined)).flatMap((file) => {
    const path = shownPath(file, cwd)
    return mine.has(file) || !needs(path, settings) ? [] : [{ path, file, named: false, report: false }]
  })
}

interface Read {
  path: string
  read: Awaited<ReturnType<typeof readSource>>
  report: boolean
}

/** Adds a source, or says why not. Context that cannot be read matters to what is reported, so it is told too, when it is of the check's kind. */
function addSource({ row, sources }: Assignment, { path, read, report }: Read, notChecked: NotChecked[]): void {
  const check = row.id
  if (!('text' in read)) {
    if (report || row.acceptsNamed(path) || row.companions !== undefined) notChecked.push({ path, check, ...read })
  } else if (sources.length >= COUNT_LIMIT) {
    notChecked.push({
      path,
      check,
      reason: `it is beyond the limit of ${COUNT_LIMIT} files`,
      remedy: 'check one folder at a time',
    })
  } else if (sources.reduce((sum, { text }) => sum + text.length, read.text.length) > TEXT_LIMIT) {
    notChecked.push({
      path,
      check,
      reason: 'it is beyond the limit of 64 MB of text',
      remedy: 'check one folder at a time',
    })
  } else {
    sources.push({ path, text: read.text, report })
  }
}

function takes(row: CheckRow, { path, file, named }: Found, { asked, cwd }: PlanOptions): boolean {
  const accepts = (each: string): boolean => row.accepts(each) || (asked && row.acceptsAsked?.(each) === true)
  if (named) return row.acceptsNamed(path) || accepts(path)
  if (accepts(path)) return true
  // Inside the folder itself (`check .` in db/migrations) the path alone no longer tells; the two folders above do.
  const above = dirname(cwd)
  return isInside(file, cwd) && accepts([basename(above), basename(cwd), path].join('/').replace(/^\/+/, ''))
}

function nothingToCheck(found: readonly Found[], rows: readonly CheckRow[]): UsageError {
  const checks = rows.map((row) => row.id).join(', ')
  const byName = found.find(({ path }) => rows.some((row) => row.acceptsNamed(path)))
  const hint =
    byName === undefined
      ? '`maifady-mcp rules` shows what is checked'
      : `name a file itself to have it checked, e.g. "${byName.path}"`
  const where = found.length === 1 ? `"${found[0]?.path}"` : `${found.length} files`
  return new UsageError(`nothing to check in ${where}: no check takes these files (${checks}); ${hint}`)
}

const IGNORED = { reason: 'ignored by .maifady/config.yaml', remedy: 'take it out of "ignore" there' }
const UNTAKEN = {
  reason: 'no check takes this file',
  remedy: 'leave it out, or see `maifady-mcp rules` for what is checked',
}
