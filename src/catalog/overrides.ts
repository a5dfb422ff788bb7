import { readFile } from 'node:fs/promises'
import type { Problem } from './agent.ts'
import type { ProjectOverrides } from './layers.ts'

export interface OverridesReading {
  allowed: ProjectOverrides
  problems: Problem[]
}

/** What the user lets the project's agents replace: MAIFADY_ALLOW_PROJECT_OVERRIDES (names with commas, or `true`), else allowProjectOverrides in their config.yaml. */
export async function readOverrides(
  settings: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Promise<OverridesReading> {
  const named = env['MAIFADY_ALLOW_PROJECT_OVERRIDES']?.trim() ?? ''
  if (named === 'true') return { allowed: 'all', problems: [] }
  if (named !== '') return { allowed: new Set(named.split(',').map((name) => name.trim())), problems: [] }
  if (settings === undefined) return { allowed: new Set(), problems: [] }

  const fault = (message: string): OverridesReading => ({
    allowed: new Set(),
    problems: [{ path: settings, layer: 'user', message: `${message}; until then the project replaces nothing` }],
  })
  const text = await readFile(settings, 'utf8').catch((error: NodeJS.ErrnoException) => error)
  if (text instanceof Error) {
    return text.code === 'ENOENT'
      ? { allowed: new Set(), problems: [] }
      : fault(`cannot be read (${text.code}); mend that`)
  }
  const { readYaml } = await import('../read-yaml.ts')
  const { value, error } = readYaml(text)
  if (error !== undefined) return fault(`line ${error.line}: ${error.message}`)
  const { allowProjectOverrides: allowed = [] } = (value ?? {}) as { allowProjectOverrides?: unknown }
  if (allowed === true) return { allowed: 'all', problems: [] }
  if (allowed === false) return { allowed: new Set(), problems: [] }
  if (Array.isArray(allowed) && allowed.every((name) => typeof name === 'string')) {
    return { allowed: new Set(allowed), problems: [] }
  }
  return fault('"allowProjectOverrides" must be true or a list of agent names')
}
