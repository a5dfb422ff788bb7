import { installEngine, listEngines, removeEngine, type EngineRow } from '../../operations/engines.ts'
import { lookOf, table } from '../layout.ts'
import type { ExitCode } from '../main.ts'
import { withContext } from '../open.ts'
import { terminalOf, write, writeError, writeJson } from '../streams.ts'

interface Options {
  format: string
}

export async function listAll({ format }: Options): Promise<ExitCode> {
  return withContext(async (context) => {
    const result = await listEngines(context)
    if (format === 'json') writeJson(result)
    else write(asText(result.engines, (await lookOf('stdout', process.env)).width))
    return 0
  })
}

export async function install(name: string, { format }: Options): Promise<ExitCode> {
  return withContext(async (context) => {
    // It takes a while; a script has no use for the line.
    if (format === 'text' && (await terminalOf('stderr')).isTTY) writeError(`installing ${name} …\n`)
    const engine = await installEngine(context, { name })
    if (format === 'json') writeJson({ engine })
    else write(`${engine.name} ${engine.version}: ${engine.path ?? engine.state}\n`)
    return 0
  })
}

export async function remove(name: string, { format }: Options): Promise<ExitCode> {
  return withContext(async (context) => {
    const result = await removeEngine(context, { name })
    if (format === 'json') writeJson(result)
    else write(result.removed ? `${name} removed.\n` : `${name} was not in the data folder.\n`)
    return 0
  })
}

const STATES: Record<EngineRow['state'], string> = {
  project: 'in the project',
  data: 'installed',
  package: 'beside maifady-mcp',
  missing: 'missing',
}

function asText(engines: readonly EngineRow[], width: number): string {
  const rows = engines.map((engine) => [
    engine.name,
    engine.version,
    `${engine.megabytes} MB`,
    STATES[engine.state],
    `for ${engine.checks.join(', ')}${engine.path === undefined ? '' : ` · ${engine.path}`}`,
  ])
  const missing = engines.filter((engine) => engine.state === 'missing')
  const next = missing.map((engine) => `\nmaifady-mcp engines install ${engine.name}`).join('')
  return `${table(rows, width)}\n${next === '' ? '' : `${next}\n`}`
}
