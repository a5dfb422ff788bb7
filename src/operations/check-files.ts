import { randomBytes } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { PLANNED } from '../catalog/planned.ts'
import { assemble } from '../checks/assemble.ts'
import { applyBaseline, readBaseline, writeBaseline } from '../checks/baseline.ts'
import { cacheFolder, writableFolder } from '../checks/cache-folder.ts'
import type { CheckInput, CheckRow } from '../checks/check.ts'
import { findFiles, type Scope, shownPath } from '../checks/find-files.ts'
import type { Report } from '../checks/finding.ts'
import { CHECKS, selectChecks } from '../checks/index.ts'
import type { Task } from '../checks/job.ts'
import { ignoredFiles, loadSettings, SETTINGS_FILE, settingsAmong } from '../checks/load-settings.ts'
import { type Assignment, type Plan, planFiles, planTexts } from '../checks/plan.ts'
import { readBaseSchema } from '../checks/base-schema.ts'
import { isInside } from '../checks/read-source.ts'
import { type Outcome, type RunOptions, runTasks } from '../checks/run.ts'
import type { Settings } from '../checks/settings.ts'
import { changedSince } from '../checks/since.ts'
import { sweepServers } from '../checks/sweep.ts'
import { resolveEngines } from '../engines/resolve.ts'
import { nearest } from '../nearest.ts'
import { UsageError } from '../usage-error.ts'
import type { Context } from './context.ts'

export interface CheckRequest {
  /** Files or folders, relative to the context's cwd or absolute. */
  paths?: string[]
  /** Texts instead of paths; nothing is read from disk then. */
  files?: { path: string; text: string }[]
  /** Only the checks of this agent (name or alias). */
  agent?: string
  /** Only these checks. */
  checks?: string[]
  /** Run the two SELECTs that are named on generated databases and see whether they give the same rows, instead of the checks. */
  equivalent?: boolean
  /** Report only on files that differ from this git ref (working tree included). */
  since?: string
  dialect?: string
  /** A file with the schema that is there before the first migration, as pg_dump writes it; relative to the context's cwd or absolute. */
  schema?: string
  /** Address of a server (postgres://, mysql://) on which checks that can do so run the files, in a scratch database of their own. */
  databaseUrl?: string
  /** Do so also where somebody else works; without it such a server is refused. */
  allowBusyServer?: boolean
  /** A baseline file: findings in it are accepted. */
  baseline?: string
  /** Write the baseline instead of comparing with it. */
  writeBaseline?: boolean
  /** Nothing outside this folder is read, symlinks included. */
  root?: string
  /** Milliseconds for the whole call; default 120_000. */
  deadline?: number
}

export interface CheckEvents {
  signal?: AbortSignal
  /** Called as files are done. */
  progress?: (done: number, total: number, path: string) => void
}

const DEFAULT_DEADLINE = 120_000

/** Runs the checks. Throws UsageError when there is nothing to check, a name is unknown, or the settings are broken. */
export async function checkFiles(context: Context, request: CheckRequest, events: CheckEvents = {}): Promise<Report> {
  const rows = selectChecks({ checks: checksOf(context, request), dialect: request.dialect })
  if (request.equivalent === true) requirePair(request)
  if (request.databaseUrl !== undefined) requireServer(request.databaseUrl, rows)
  const scope = await scopeOf(context, request)
  const settings = await (request.files === undefined ? loadSettings(scope) : settingsAmong(request.files))
  const plan =
    request.files === undefined
      ? await planPaths(scope, request, { rows, settings })
      : planTexts(request.files, { rows, asked: isAsked(request), sections: settings.checks })
  const schema = await baseSchemaOf(scope, request, { plan, settings })
  const tasks = await tasksOf(context, plan.assignments, { ...request, settings, baseSchema: schema })
  const { outcomes, left } = await runAndSweep(tasks, {
    deadline: request.deadline ?? DEFAULT_DEADLINE,
    signal: events.signal,
    progress: countFiles(plan.assignments, events),
  })
  const assembled = assemble(plan, outcomes, settings)
  const report = left.length === 0 ? assembled : { ...assembled, remarks: [...(assembled.remarks ?? []), ...left] }
  return request.baseline === undefined
    ? report
    : withBaseline(report, request.baseline, { scope, write: request.writeBaseline })
}

/** `left` is what stays on servers, for `Report.remarks`. */
async function runAndSweep(
  tasks: readonly Task[],
  options: RunOptions,
): Promise<{ outcomes: Outcome[]; left: string[] }> {
  const outcomes = await runTasks(tasks, options)
  return { outcomes, left: await sweepServers(tasks, outcomes) }
}

/** Ids of the checks asked for by name and by agent; undefined for all. */
function checksOf(context: Context, { agent: name, checks, equivalent }: CheckRequest): readonly string[] | undefined {
  if (equivalent === true) return ['postgres-query']
  if (name === undefined) return checks
  const snapshot = context.snapshot()
  const agent = snapshot.get(name)
  if (agent === undefined) {
    const word = nearest(
      name,
      snapshot.agents.flatMap((each) => [each.name, ...each.routing.aliases]),
    )
    throw new UsageError(
      `no agent is called "${name.slice(0, 80)}"${word === undefined ? '' : `; did you mean "${word}"?`}. \`maifady-mcp list\` shows all.`,
    )
  }
  const ids = agent.checks.filter((id) => checks === undefined || checks.includes(id))
  if (ids.length === 0)
    throw new UsageError(
      `the agent ${agent.name} has no such check; leave --agent out, or name one of its checks: ${agent.checks.join(', ') || 'it has none'}`,
    )
  return ids
}

/** Throws UsageError when there are not two files to compare. Texts are counted by the check: the schema comes among them. */
function requirePair({ paths }: CheckRequest): void {
  if (paths !== undefined && paths.length !== 2)
    throw new UsageError(`--equivalent compares two files; ${paths.length} are named: add before.sql after.sql`)
}

function runsOn({ servers = [] }: CheckRow, databaseUrl: string): boolean {
  return servers.includes(schemeOf(databaseUrl))
}

/** Throws UsageError when the address is none, or no check that is asked for can use it. Never repeats it: it may hold a password. */
function requireServer(databaseUrl: string, rows: readonly CheckRow[]): void {
  if (!URL.canParse(databaseUrl))
    throw new UsageError('the database URL is none; write it as postgres://user@host:5432/database')
  if (rows.some((row) => runsOn(row, databaseUrl))) return
  const schemes = [...new Set(rows.flatMap(({ servers = [] }) => servers))]
  const hint =
    schemes.length === 0
      ? 'leave --database-url out'
      : `it can begin with ${schemes.map((each) => `${each}://`).join(' or ')}`
  throw new UsageError(`no check that is asked for runs on a server of ${schemeOf(databaseUrl)}://; ${hint}`)
}

const schemeOf = (url: string): string => new URL(url).protocol.replace(/:$/, '')

/** With a root, everything is real paths, so that what lies inside can be told from what only seems to. */
async function scopeOf({ cwd }: Context, { root, baseline, writeBaseline }: CheckRequest): Promise<Scope> {
  if (writeBaseline === true && baseline === undefined)
    throw new UsageError('--write-baseline needs the name of the file: add --baseline <file>')
  if (root === undefined) return { cwd }
  try {
    return { cwd: await realpath(cwd), root: await realpath(resolve(cwd, root)) }
  } catch {
    throw new UsageError(`the root "${root}" is not there; name a folder`)
  }
}

function isAsked({ agent, checks, equivalent }: CheckRequest): boolean {
  return equivalent === true || agent !== undefined || (checks?.length ?? 0) > 0
}

async function planPaths(
  scope: Scope,
  request: CheckRequest,
  { rows, settings }: { rows: readonly CheckRow[]; settings: Settings },
): Promise<Plan> {
  const { paths, since } = request
  const search = await findFiles(paths === undefined || paths.length === 0 ? ['.'] : paths, scope)
  const changed = since === undefined ? undefined : await changedSince(since, scope.cwd)
  const ignored = await ignoredFiles(settings.ignore, scope.cwd)
  return planFiles(search, {
    ...scope,
    rows,
    asked: isAsked(request),
    sections: settings.checks,
    ignored: (file) => ignored.has(file),
    changed: (file) => changed === undefined || changed.has(realpathSync(file)),
  })
}

async function tasksOf(
  context: Context,
  assignments: readonly Assignment[],
  {
    settings,
    dialect,
    databaseUrl,
    allowBusyServer,
    baseSchema,
    equivalent,
  }: CheckRequest & { settings: Settings; baseSchema: CheckInput['baseSchema'] },
): Promise<Task[]> {
  const cacheDir = await writableFolder(cacheFolder(context))
  const known = knownNames(context)
  const runToken = randomBytes(12).toString('hex')
  return assignments.map(({ row, sources }) => ({
    check: row.id,
    input: {
      sources,
      // Who names the dialect of a check means that no file is to be taken for another.
      settings: { ...settings.checks[row.id], ...(dialect !== undefined && row.dialect === dialect && { dialect }) },
      engines: resolveEngines(row.engines, context),
      databaseUrl: databaseUrl !== undefined && runsOn(row, databaseUrl) ? databaseUrl : undefined,
      ...(baseSchema !== undefined && row.takesSchema === true && { baseSchema }),
      runToken,
      allowBusyServer: allowBusyServer === true,
      equivalent: equivalent === true,
      cacheDir,
      today: context.today(),
      running: assignments.map((assignment) => assignment.row.id),
      known,
    },
  }))
}

/** The schema that the call names, else the one that the settings name. Texts that came with the call bring theirs with them. */
async function baseSchemaOf(
  scope: Scope,
  { schema, files }: CheckRequest,
  { plan, settings }: { plan: Plan; settings: Settings },
): Promise<CheckInput['baseSchema']> {
  const row = plan.assignments.find((assignment) => assignment.row.takesSchema === true)?.row
  if (schema !== undefined && files !== undefined)
    throw new UsageError('a schema is a file, and these files came as text; put it into a file that sorts first')
  if (row === undefined) {
    if (schema === undefined) return undefined
    throw new UsageError('no check that is asked for begins with a schema; leave --schema out')
  }
  if (schema !== undefined) return readBaseSchema(resolve(scope.cwd, schema), scope)
  const named = settings.checks[row.id]?.['schema']
  if (typeof named !== 'string' || files !== undefined) return undefined
  return readBaseSchema(resolve(dirname(resolve(scope.cwd, SETTINGS_FILE)), named), {
    ...scope,
    root: scope.root ?? (await realpath(scope.cwd)),
  })
}

function knownNames(context: Context): CheckInput['known'] {
  return {
    checks: CHECKS.map((row) => row.id),
    rules: CHECKS.flatMap((row) => row.rules.map((rule) => rule.id)),
    agents: [...PLANNED, ...context.snapshot().agents.flatMap((agent) => [agent.name, ...agent.routing.aliases])],
  }
}

async function withBaseline(
  report: Report,
  path: string,
  { scope, write }: { scope: Scope; write: boolean | undefined },
): Promise<Report> {
  const file = resolve(scope.cwd, path)
  if (scope.root !== undefined && !isInside(file, scope.root))
    throw new UsageError(`the baseline "${path}" is outside the root; name a file inside it`)
  const shown = shownPath(file, scope.cwd)
  return applyBaseline(
    report,
    write === true ? await writeBaseline(file, shown, report) : await readBaseline(file, shown, scope.root),
  )
}

function countFiles(
  assignments: readonly Assignment[],
  { progress }: CheckEvents,
): (check: string, path: string) => void {
  const total = assignments.reduce((sum, { sources }) => sum + sources.filter(({ report }) => report).length, 0)
  const done = new Set<string>()
  return (check, path) => {
    const mine = assignments
      .find(({ row }) => row.id === check)
      ?.sources.some((source) => source.report && source.path === path)
    if (mine !== true || done.has(`${check}\0${path}`)) return
    done.add(`${check}\0${path}`)
    progress?.(done.size, total, path)
  }
}
