import { realpathSync } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import { assemble } from '../checks/assemble.ts'
import { cacheFolder, writableFolder } from '../checks/cache-folder.ts'
import type { CheckRow } from '../checks/check.ts'
import { findFiles } from '../checks/find-files.ts'
import type { Report } from '../checks/finding.ts'
import { selectChecks } from '../checks/index.ts'
import { type Assignment, type Plan, planFiles, planTexts } from '../checks/plan.ts'
import { runTasks } from '../checks/run.ts'
import { changedSince } from '../checks/since.ts'
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
  /** Report only on files that differ from this git ref (working tree included). */
  since?: string
  dialect?: string
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
  progress?(done: number, total: number, path: string): void
}

/** Runs the checks. Throws UsageError when there is nothing to check or a name is unknown. */
export async function checkFiles(context: Context, request: CheckRequest, events: CheckEvents = {}): Promise<Report> {
  const rows = selectChecks({ checks: checksOf(context, request), dialect: request.dialect })
  const plan = request.files === undefined ? await planPaths(context, request, rows) : planTexts(request.files, rows)
  const outcomes = await runTasks(await tasksOf(context, plan.assignments), {
    deadline: request.deadline ?? 120_000,
    signal: events.signal,
    progress: countFiles(plan.assignments, events),
  })
  const report = assemble(plan.assignments, outcomes, () => undefined)
  return { ...report, notChecked: [...plan.notChecked, ...report.notChecked] }
}

/** Ids of the checks asked for by name and by agent; undefined for all. */
function checksOf(context: Context, { agent: name, checks }: CheckRequest): readonly string[] | undefined {
  if (name === undefined) return checks
  const snapshot = context.snapshot()
  const agent = snapshot.get(name)
  if (agent === undefined) {
    const word = nearest(name, snapshot.agents.flatMap((each) => [each.name, ...each.routing.aliases]))
    throw new UsageError(`no agent is called "${name.slice(0, 80)}"${word === undefined ? '' : `; did you mean "${word}"?`}. \`maifady-mcp list\` shows all.`)
  }
  const ids = agent.checks.filter((id) => checks === undefined || checks.includes(id))
  if (ids.length === 0) throw new UsageError(`the agent ${agent.name} has no such check; leave --agent out, or name one of its checks: ${agent.checks.join(', ') || 'it has none'}`)
  return ids
}

async function planPaths({ cwd }: Context, { paths, root, since }: CheckRequest, rows: readonly CheckRow[]): Promise<Plan> {
  const scope = { cwd, root: root === undefined ? undefined : await realRoot(cwd, root) }
  const search = await findFiles(paths === undefined || paths.length === 0 ? ['.'] : paths, scope)
  const changed = since === undefined ? undefined : await changedSince(since, cwd)
  return planFiles(search, {
    ...scope,
    rows,
    ignored: () => false,
    changed: (file) => changed === undefined || changed.has(realpathSync(file)),
  })
}

async function realRoot(cwd: string, root: string): Promise<string> {
  return realpath(resolve(cwd, root)).catch(() => {
    throw new UsageError(`the root "${root}" is not there; name a folder`)
  })
}

async function tasksOf(context: Context, assignments: readonly Assignment[]) {
  const cacheDir = await writableFolder(cacheFolder(context))
  return assignments.map(({ row, sources }) => ({
    check: row.id,
    input: { sources, settings: {}, engines: {}, cacheDir },
  }))
}

function countFiles(assignments: readonly Assignment[], { progress }: CheckEvents): (check: string, path: string) => void {
  const total = assignments.reduce((sum, { sources }) => sum + sources.filter(({ report }) => report).length, 0)
  const done = new Set<string>()
  return (check, path) => {
    const mine = assignments.find(({ row }) => row.id === check)?.sources.some((source) => source.report && source.path === path)
    if (mine !== true || done.has(`${check}\0${path}`)) return
    done.add(`${check}\0${path}`)
    progress?.(done.size, total, path)
  }
}
