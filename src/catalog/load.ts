import { existsSync, realpathSync } from 'node:fs'
import { isAbsolute, relative } from 'node:path'
import type { Agent, Snapshot } from './agent.ts'
import { type CompiledCatalog, PACKAGE_ROOT, readBuiltIn, readBuiltInText } from './built-in.ts'
import { layerFolders, type Surroundings } from './folders.ts'
import { mergeLayers } from './layers.ts'
import type { LayerContent } from './read-layer.ts'
import { makeSnapshot } from './snapshot.ts'

export interface CatalogOptions extends Surroundings {
  /** The folder of the package; only what runs from source gives it. */
  packageRoot?: string
}

export interface Catalog {
  packageRoot: string
  /** The files and folders that agents and the permission to replace them come from, beside the package. */
  sources: string[]
  /** Reads the user and project layers as they are now. */
  load: () => Promise<Snapshot>
}

/** Opens the catalogue: the built-in agents are read once, the other layers whenever `load` is called. */
export async function openCatalog(options: CatalogOptions): Promise<Catalog> {
  const packageRoot = options.packageRoot ?? PACKAGE_ROOT
  const builtIn = await readBuiltIn(packageRoot)
  const readText = cached(readBuiltInText)
  const { user, project, settings } = layerFolders(options)
  return {
    packageRoot,
    sources: [user, project, settings].filter((path) => path !== undefined),
    load: () => loadLayers({ ...options, user, project, settings, builtIn, readText }),
  }
}

interface LoadInput extends Surroundings {
  user: string | undefined
  project: string
  settings: string | undefined
  builtIn: CompiledCatalog
  readText: typeof readBuiltInText
}

const EMPTY: LayerContent = { agents: [], problems: [] }

async function loadLayers({ cwd, env, user, project, settings, builtIn, readText }: LoadInput): Promise<Snapshot> {
  const userExists = user !== undefined && existsSync(user)
  const projectExists = existsSync(project)
  if (!userExists && !projectExists) return makeSnapshot({ ...builtIn, problems: [], readText })

  // Only now: reading YAML takes two libraries.
  const [{ readLayer }, { readOverrides }] = await Promise.all([import('./read-layer.ts'), import('./overrides.ts')])
  const users = userExists ? await readLayer(user, 'user') : EMPTY
  const projects = projectExists ? await readProject(project, cwd, readLayer) : EMPTY
  const overrides = await readOverrides(settings, env)
  const { agents, problems, loaded } = mergeLayers(builtIn.agents, users, projects, overrides.allowed)
  problems.push(...overrides.problems)
  const content = [...loaded.values()].map(({ agent, texts }) => [agent, [...texts]])
  return makeSnapshot({
    agents,
    problems,
    version: await hashOf([builtIn.version, problems, content]),
    // What a stranger may change is held in memory from now on; what we packaged is read when it is asked for.
    readText: async (agent, part) =>
      agent.layer === 'built-in' ? readText(agent, part) : loaded.get(agent.name)?.texts.get(part),
  })
}

/** The project layer is read only where it really lies inside the project. */
async function readProject(
  folder: string,
  cwd: string,
  readLayer: typeof import('./read-layer.ts').readLayer,
): Promise<LayerContent> {
  try {
    const real = realpathSync(folder)
    const inside = relative(realpathSync(cwd), real)
    if (!inside.startsWith('..') && !isAbsolute(inside)) return await readLayer(folder, 'project', real)
    const message = 'is a link that leaves the project; put the folder itself there'
    return { agents: [], problems: [{ path: folder, layer: 'project', message }] }
  } catch {
    // It vanished meanwhile.
    return EMPTY
  }
}

async function hashOf(value: unknown): Promise<string> {
  const { createHash } = await import('node:crypto')
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)
}

/** Remembers texts for as long as the catalogue is open; a failed read is tried again. */
function cached(read: typeof readBuiltInText): typeof readBuiltInText {
  const texts = new Map<string, string | undefined>()
  return async (agent: Agent, part: string) => {
    const key = `${agent.name}/${part}`
    if (!texts.has(key)) texts.set(key, await read(agent, part))
    return texts.get(key)
  }
}
