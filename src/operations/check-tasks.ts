import { randomBytes } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { PLANNED } from '../catalog/planned.ts'
import { readBaseSchema } from '../checks/base-schema.ts'
import { cacheFolder, writableFolder } from '../checks/cache-folder.ts'
import type { CheckInput } from '../checks/check.ts'
import type { Scope } from '../checks/find-files.ts'
import { historyOf } from '../checks/history.ts'
import { CHECKS } from '../checks/index.ts'
import type { Task } from '../checks/job.ts'
import { SETTINGS_FILE } from '../checks/load-settings.ts'
import type { Assignment, Plan } from '../checks/plan.ts'
import type { Settings } from '../checks/settings.ts'
import { resolveEngines } from '../engines/resolve.ts'
import { UsageError } from '../usage-error.ts'
import { type CheckRequest, runsOn } from './check-request.ts'
import type { Context } from './context.ts'

/** What each check is handed. Throws UsageError for a schema or a base that was named and is not there. */
export async function tasksOf(
  context: Context,
  plan: Plan,
  { request, scope, settings }: { request: CheckRequest; scope: Scope; settings: Settings },
): Promise<Task[]> {
  const { dialect, databaseUrl } = request
  const common = {
    runToken: randomBytes(12).toString('hex'),
    allowBusyServer: request.allowBusyServer === true,
    equivalent: request.equivalent === true,
    cacheDir: await writableFolder(cacheFolder(context)),
    today: context.today(),
    running: plan.assignments.map(({ row }) => row.id),
    known: knownNames(context),
  }
  const baseSchema = await baseSchemaOf(scope, request, { plan, settings })
  const tasks = plan.assignments.map(async (assignment): Promise<Task> => {
    const { row, sources } = assignment
    const section = settings.checks[row.id] ?? {}
    const history = await historyFor(assignment, section, { request, scope })
    const input: Task['input'] = {
      ...common,
      sources,
      // Who names the dialect of a check means that no file is to be taken for another.
      settings: { ...section, ...(row.takesDialect === true && row.dialect === dialect && { dialect }) },
      engines: resolveEngines(row.engines, context),
      databaseUrl: databaseUrl !== undefined && runsOn(row, databaseUrl) ? databaseUrl : undefined,
      ...(baseSchema !== undefined && row.takesSchema === true && { baseSchema }),
      ...(history !== undefined && { history }),
    }
    return { check: row.id, input }
  })
  return Promise.all(tasks)
}

/** The base is what the settings name, else what the call compares with. Texts that came with the call have no history. */
async function historyFor(
  { row, sources }: Assignment,
  section: Readonly<Record<string, unknown>>,
  { request, scope }: { request: CheckRequest; scope: Scope },
): Promise<CheckInput['history']> {
  if (row.takesHistory !== true || request.files !== undefined) return undefined
  const named = section['base']
  return historyOf({
    ...scope,
    row,
    sources,
    base: typeof named === 'string' ? named : undefined,
    since: request.since,
  })
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
