import { existsSync } from 'node:fs'
import { readFile, realpath } from 'node:fs/promises'
import { relative, isAbsolute } from 'node:path'
import type { Agent, Problem, Snapshot } from './agent.ts'
import { PACKAGE_ROOT, readBuiltIn, readBuiltInText } from './built-in.ts'
import { layerFolders, type LayerFolders, type Surroundings } from './folders.ts'
import { mergeLayers, type ProjectOverrides } from './layers.ts'
import type { LayerContent } from './read-layer.ts'
import { makeSnapshot } from './snapshot.ts'

export interface LoadOptions extends Surroundings {
  /** The folder of the package; only what runs from source gives it. */
  packageRoot?: string
}

const EMPTY: LayerContent = { agents: [], problems: [] }

/** Loads all layers. YAML is read only when a user or project layer exists. */
export async function loadCatalog(options: LoadOptions): Promise<Snapshot> {
  const builtIn = await readBuiltIn(options.packageRoot ?? PACKAGE_ROOT)
  const readText = cached(readBuiltInText)
  const folders = layerFolders(options)
  const userExists = folders.user !== undefined && existsSync(folders.user)
  const projectExists = existsSync(folders.project)
  if (!userExists && !projectExists) return makeSnapshot({ ...builtIn, problems: [], readText })

  const { readLayer } = await import('./read-layer.ts')
  const user = userExists && folders.user !== undefined ? await readLayer(folders.user, 'user') : EMPTY
  const project = projectExists ? await readProject(folders.project, options.cwd, readLayer) : EMPTY
  const settings =
    project.agents.length > 0 ? await readOverrides(folders, options.env) : { allowed: new Set<string>(), problems: [] }
  const { agents, problems, loaded } = mergeLayers(builtIn.agents, user, project, settings.allowed)
  return makeSnapshot({
    agents,
    problems: [...settings.problems, ...problems],
    version: await hashOf([
      builtIn.version,
      problems,
      [...loaded.values()].map(({ agent, texts }) => [agent, [...texts]]),
    ]),
    readText: async (agent, part) => {
      const own = loaded.get(agent.name)
      return own === undefined ? readText(agent, part) : own.texts.get(part)
    },
  })
}

/** The project layer is read only where it really lies inside the project. */
async function readProject(
  folder: string,
  cwd: string,
  readLayer: typeof import('./read-layer.ts').readLayer,
): Promise<LayerContent> {
  try {
    const [real, root] = await Promise.all([realpath(folder), realpath(cwd)])
    const inside = relative(root, real)
    if (!inside.startsWith('..') && !isAbsolute(inside)) return await readLayer(folder, 'project', real)
    const message = 'is a link that leaves the project; put the folder itself there'
    return { agents: [], problems: [{ path: folder, layer: 'project', message }] }
  } catch {
    return EMPTY
  }
}

/** What the user allows the project to replace: MAIFADY_ALLOW_PROJECT_OVERRIDES (names, or `true`) or allowProjectOverrides in their config.yaml. */
async function readOverrides(
  { settings }: LayerFolders,
  env: Surroundings['env'],
): Promise<{ allowed: ProjectOverrides; problems: Problem[] }> {
  const named = env['MAIFADY_ALLOW_PROJECT_OVERRIDES']?.trim()
  if (named !== undefined && named !== '') {
    const all = ['true', '1', '*'].includes(named)
    return { allowed: all ? 'all' : new Set(named.split(',').map((name) => name.trim())), problems: [] }
  }
  if (settings === undefined || !existsSync(settings)) return { allowed: new Set(), problems: [] }
  const { readYaml } = await import('../read-yaml.ts')
  const fault = (message: string) => ({
    allowed: new Set<string>(),
    problems: [{ path: settings, layer: 'user' as const, message }],
  })
  const text = await readFile(settings, 'utf8').catch(() => undefined)
  if (text === undefined) return fault('cannot be read; no override is allowed')
  const { value, error } = readYaml(text)
  if (error !== undefined) return fault(`line ${error.line}: ${error.message}; no override is allowed`)
  const allowed = (value as { allowProjectOverrides?: unknown } | null)?.allowProjectOverrides
  if (allowed === true) return { allowed: 'all', problems: [] }
  if (allowed === undefined || allowed === false || allowed === null) return { allowed: new Set(), problems: [] }
  if (Array.isArray(allowed) && allowed.every((name) => typeof name === 'string')) {
    return { allowed: new Set(allowed), problems: [] }
  }
  return fault('"allowProjectOverrides" must be true or a list of agent names; no override is allowed')
}

async function hashOf(value: unknown): Promise<string> {
  const { createHash } = await import('node:crypto')
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)
}

/** Remembers texts for as long as the snapshot lives; a failed read is tried again. */
function cached(read: (agent: Agent, part: string) => Promise<string | undefined>): typeof read {
  const texts = new Map<string, string | undefined>()
  return async (agent, part) => {
    const key = `${agent.name}/${part}`
    if (!texts.has(key)) texts.set(key, await read(agent, part))
    return texts.get(key)
  }
}
