import { accessSync, constants } from 'node:fs'
import { createServer } from 'node:net'
import { dirname } from 'node:path'
import { cacheFolder } from '../checks/cache-folder.ts'
import { loadSettings, SETTINGS_FILE } from '../checks/load-settings.ts'
import { dataFolder } from '../engines/data-folder.ts'
import { UsageError } from '../usage-error.ts'
import { VERSION } from '../version.ts'
import type { Context } from './context.ts'
import { listEngines } from './engines.ts'

export interface DoctorLine {
  state: 'ok' | 'warning' | 'error'
  what: string
  /** The command that mends it, or what to do where there is none. */
  mend?: string
}

export interface DoctorRequest {
  /** The version of Node that runs, as in process.versions.node. */
  node: string
  /** Port that `serve --http` takes when none is named; default 7331. */
  port?: number
}

/** What is installed where and what is broken. A missing engine is a warning: the checks that need it report what they did not execute. */
export async function doctor(context: Context, { node, port = 7331 }: DoctorRequest): Promise<{ lines: DoctorLine[] }> {
  const lines = [
    version(node),
    ...catalogue(context),
    await settings(context),
    ...(await engines(context)),
    folder('data folder', dataFolder(context), 'engines cannot be installed'),
    folder('cache folder', cacheFolder(context), 'every check starts its engine anew'),
    await portLine(port),
  ]
  return { lines }
}

function version(node: string): DoctorLine {
  const [major = 0, minor = 0] = node.split('.').map(Number)
  const what = `maifady-mcp ${VERSION} on Node ${node}`
  if (major > 20 || (major === 20 && minor >= 19)) return { state: 'ok', what }
  return { state: 'error', what, mend: 'install Node 20.19 or newer' }
}

function catalogue(context: Context): DoctorLine[] {
  const { agents, problems } = context.snapshot()
  const layers = (['built-in', 'user', 'project'] as const).flatMap((layer) => {
    const count = agents.filter((agent) => agent.layer === layer).length
    return count === 0 ? [] : [`${count} ${layer}`]
  })
  const state = agents.length === 0 ? 'error' : 'ok'
  const first: DoctorLine = { state, what: `catalogue: ${layers.length === 0 ? 'no agents' : layers.join(', ')}` }
  if (state === 'error') first.mend = 'npm install maifady-mcp'
  return [
    first,
    ...problems.map(({ path, message }): DoctorLine => ({
      state: 'error',
      what: `${path}: ${message}`,
      mend: `mend or delete ${path}`,
    })),
  ]
}

async function settings({ cwd }: Context): Promise<DoctorLine> {
  try {
    await loadSettings({ cwd, root: undefined })
    return { state: 'ok', what: `settings of this folder (${SETTINGS_FILE}): none, or in order` }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    return { state: 'error', what: error.message, mend: `mend ${SETTINGS_FILE}` }
  }
}

async function engines(context: Context): Promise<DoctorLine[]> {
  const { engines: rows } = await listEngines(context)
  return rows.map((engine): DoctorLine => {
    const what = `engine ${engine.name} ${engine.version} for ${engine.checks.join(', ')}`
    if (engine.state === 'missing')
      return { state: 'warning', what: `${what}: missing`, mend: `maifady-mcp engines install ${engine.name}` }
    return { state: 'ok', what: `${what}: ${engine.path ?? engine.state}` }
  })
}

/** Nothing is made: whether it could be is told by the nearest folder that is there. */
function folder(what: string, path: string | undefined, otherwise: string): DoctorLine {
  if (path === undefined) {
    return { state: 'warning', what: `no ${what}: ${otherwise}`, mend: 'set HOME to a folder that is yours' }
  }
  for (let at = path; ; at = dirname(at)) {
    try {
      accessSync(at, constants.W_OK)
      return { state: 'ok', what: `${what}: ${path}` }
    } catch (error) {
      const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
      if (missing && dirname(at) !== at) continue
      return {
        state: 'warning',
        what: `${what} ${path} cannot be written to: ${otherwise}`,
        mend: `let this user write to ${at}`,
      }
    }
  }
}

async function portLine(port: number): Promise<DoctorLine> {
  const error = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    const server = createServer().once('error', resolve)
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(undefined)))
  })
  if (error === undefined) return { state: 'ok', what: `port ${port} is free for \`serve --http\`` }
  return {
    state: 'warning',
    what: `port ${port} cannot be used (${error.code ?? error.message})`,
    mend: 'maifady-mcp serve --http --port 0',
  }
}
