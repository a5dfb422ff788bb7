import { CHECKS } from '../checks/index.ts'
import { ENGINES } from '../engines/engines.ts'
import type { Engine } from '../engines/engines.ts'
import { install, remove } from '../engines/install.ts'
import { findEngine } from '../engines/resolve.ts'
import { nearest } from '../nearest.ts'
import { UsageError } from '../usage-error.ts'
import type { Context } from './context.ts'

export interface EngineRow {
  name: string
  title: string
  version: string
  /** Installed size in megabytes, as measured for that version. */
  megabytes: number
  /** project: in the project's node_modules; data: in the data directory; package: beside maifady-mcp; missing. */
  state: 'project' | 'data' | 'package' | 'missing'
  path?: string
  /** Ids of the checks that use it. */
  checks: string[]
}

/** Every engine, and where it is. */
export async function listEngines(context: Context): Promise<{ engines: EngineRow[] }> {
  return { engines: ENGINES.map((engine) => rowOf(engine, context)) }
}

/** Puts an engine into the data directory, from the lockfile that ships with the package. Throws UsageError for an unknown name or when npm fails. */
export async function installEngine(context: Context, { name }: { name: string }): Promise<EngineRow> {
  const engine = engineNamed(name)
  const path = await install(engine, context)
  // Also when a project's copy comes first in the list.
  return { ...rowOf(engine, context), state: 'data', path }
}

/** Takes an engine out of the data directory. Throws UsageError for an unknown name. */
export async function removeEngine(context: Context, { name }: { name: string }): Promise<{ removed: boolean }> {
  return { removed: await remove(engineNamed(name), context) }
}

function rowOf(engine: Engine, context: Context): EngineRow {
  const { name, title, version, megabytes } = engine
  const found = findEngine(engine, context)
  const checks = CHECKS.filter(({ engines }) => engines.includes(name)).map(({ id }) => id)
  const row = { name, title, version, megabytes, checks }
  return found === undefined ? { ...row, state: 'missing' } : { ...row, state: found.where, path: found.folder }
}

function engineNamed(name: string): Engine {
  const engine = ENGINES.find((each) => each.name === name)
  if (engine !== undefined) return engine
  const names = ENGINES.map((each) => each.name)
  const word = nearest(name, names)
  throw new UsageError(
    `no engine is called "${name.slice(0, 80)}"; ${word === undefined ? `there is ${names.join(', ')}` : `did you mean "${word}"?`}`,
  )
}
