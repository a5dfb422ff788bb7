import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { dataFolder } from './data-folder.ts'
import { ENGINES } from './engines.ts'
import type { Engine } from './engines.ts'
import { fingerprint } from './fingerprint.ts'
import { packageRoot } from './package-root.ts'

export interface Surroundings {
  /** Absolute; a project's `node_modules` is looked for here and above. */
  cwd: string
  env: Readonly<Record<string, string | undefined>>
  home: string | undefined
  platform: NodeJS.Platform
}

export interface FoundEngine {
  /** project: in the project's node_modules; data: in the data directory; package: beside maifady-mcp. */
  where: 'project' | 'data' | 'package'
  /** The package's folder. */
  folder: string
  /** Absolute path of the entry module. */
  entry: string
}

/** Entry modules of the engines that are there, by engine name. */
export function resolveEngines(names: readonly string[], surroundings: Surroundings): Record<string, string> {
  const wanted = ENGINES.filter(({ name }) => names.includes(name))
  return Object.fromEntries(
    wanted.flatMap((engine) => {
      const found = findEngine(engine, surroundings)
      return found === undefined ? [] : [[engine.name, found.entry]]
    }),
  )
}

/**
 * Looks in the project, then in the data directory, then beside the package, for exactly the version that is tested.
 * A copy in the project counts only when it is what was published, byte for byte: checking a repository must not run
 * code that the repository brings.
 */
export function findEngine(engine: Engine, surroundings: Surroundings): FoundEngine | undefined {
  const beside = installedAbove(packageRoot, engine)
  const project = installedAbove(surroundings.cwd, engine)
  if (project !== undefined && (sameFolder(project, beside) || isPublished(project, engine))) {
    return found('project', project, engine)
  }
  const home = engineFolder(engine, surroundings)
  const data = home === undefined ? undefined : installedIn(home, engine)
  if (data !== undefined) return found('data', data, engine)
  return beside === undefined ? undefined : found('package', beside, engine)
}

/** Where an engine is installed in the data directory; undefined when there is no home. */
export function engineFolder({ name, version }: Engine, surroundings: Omit<Surroundings, 'cwd'>): string | undefined {
  const folder = dataFolder(surroundings)
  return folder === undefined ? undefined : join(folder, 'engines', `${name}-${version}`)
}

function found(where: FoundEngine['where'], folder: string, { entry }: Engine): FoundEngine {
  return { where, folder, entry: join(folder, entry) }
}

/** The nearest copy of the version in a `node_modules` of a folder or of one above it. */
function installedAbove(start: string, engine: Engine): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    const installed = installedIn(folder, engine)
    if (installed !== undefined || dirname(folder) === folder) return installed
  }
}

/** The copy in the `node_modules` of a folder, when it is of the version and has its entry module. */
export function installedIn(parent: string, engine: Engine): string | undefined {
  const folder = join(parent, 'node_modules', ...engine.package.split('/'))
  try {
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version?: unknown }
    return version === engine.version && existsSync(join(folder, engine.entry)) ? folder : undefined
  } catch {
    return undefined
  }
}

function sameFolder(left: string, right: string | undefined): boolean {
  try {
    return right !== undefined && realpathSync(left) === realpathSync(right)
  } catch {
    return false
  }
}

function isPublished(folder: string, engine: Engine): boolean {
  try {
    return fingerprint(folder) === engine.fingerprint
  } catch {
    return false
  }
}
