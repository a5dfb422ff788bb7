import { realpathSync } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import { assemble } from '../checks/assemble.ts'
import { applyBaseline, readBaseline, writeBaseline } from '../checks/baseline.ts'
import type { CheckRow } from '../checks/check.ts'
import { findFiles, type Scope, shownPath } from '../checks/find-files.ts'
import type { Report } from '../checks/finding.ts'
import { CHECKS, selectChecks } from '../checks/index.ts'
import type { Task } from '../checks/job.ts'
import { ignoredFiles, loadSettings, settingsAmong } from '../checks/load-settings.ts'
import { type Assignment, type Plan, planFiles, planTexts } from '../checks/plan.ts'
import { isInside } from '../checks/read-source.ts'
import { type Outcome, type RunOptions, runTasks } from '../checks/run.ts'
import type { Settings } from '../checks/settings.ts'
import { changedSince } from '../checks/since.ts'
import { sweepServers } from '../checks/sweep.ts'
import { UsageError } from '../usage-error.ts'
import { checksOf, type CheckRequest, isAsked, requirePair, requireServer } from './check-request.ts'
import { tasksOf } from './check-tasks.ts'
import type { Context } from './context.ts'

export interface CheckEvents {
  signal?: AbortSignal
  /** Called as files are done. */
  progress?: (done: number, total: number, path: string) => void
}

const DEFAULT_DEADLINE = 120_000

/** Runs the checks. Throws UsageError when there is nothing to check, a name is unknown, or the settings are broken. */
export async function checkFiles(context: Context, request: CheckRequest, events: CheckEvents = {}): Promise<Report> {
  const checks = checksOf(context, request)
  if (request.equivalent === true) requirePair(request)
  const scope = await scopeOf(context, request)
  const settings = await (request.files === undefined ? loadSettings(scope) : settingsAmong(request.files))
  const dialect = request.dialect ?? (checks === undefined ? dialectIn(settings) : undefined)
  const rows = selectChecks({ checks, dialect })
  if (request.databaseUrl !== undefined) requireServer(request.databaseUrl, rows)
  const plan =
    request.files === undefined
      ? await planPaths(scope, request, { rows, settings })
      : planTexts(request.files, { rows, asked: isAsked(request), sections: settings.checks })
  const tasks = await tasksOf(context, plan, { request, scope, settings })
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

/** The dialect that the settings give to all files: one check's section says so, and no other one's says another. */
function dialectIn({ checks }: Settings): string | undefined {
  const forced = new Set(
    CHECKS.flatMap((row) => (row.dialect === checks[row.id]?.['dialect'] ? (row.dialect ?? []) : [])),
  )
  return forced.size === 1 ? [...forced][0] : undefined
}

/** `left` is what stays on servers, for `Report.remarks`. */
async function runAndSweep(
  tasks: readonly Task[],
  options: RunOptions,
): Promise<{ outcomes: Outcome[]; left: string[] }> {
  const outcomes = await runTasks(tasks, options)
  return { outcomes, left: await sweepServers(tasks, outcomes) }
}

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
