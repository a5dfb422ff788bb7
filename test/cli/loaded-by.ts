import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cli, temporaryFolder, type CliOptions, type CliResult } from './spawn-cli.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PRELOAD = fileURLToPath(new URL('loaded-by/preload.cjs', import.meta.url))

export interface Loaded {
  /** Names of the packages of which something was loaded, from node_modules or out of the bundle, sorted. */
  packages: string[]
  /** Own source files, `src/…`, sorted. */
  sources: string[]
  /** What the process did. */
  result: CliResult
}

/**
 * Everything that a run of the command line loaded: the files of dist/ with what the bundler put into them (from their source maps),
 * and packages outside of it. What a worker thread loads does not count: it does not hold up a start.
 */
export async function loadedBy(args: readonly string[], options: CliOptions = {}): Promise<Loaded> {
  const list = join(temporaryFolder(), 'loaded')
  const result = await cli(args, {
    ...options,
    node: ['--require', PRELOAD],
    env: { ...options.env, MAIFADY_TEST_LOADED: list },
  })
  const files = new Set(existsSync(list) ? readFileSync(list, 'utf8').split('\n').filter(Boolean) : [])
  const modules = [...files].flatMap((file) => (file.startsWith(join(ROOT, 'dist')) ? sourcesOf(file) : [file]))
  const packages = modules.flatMap((file) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? [])
  const sources = modules.map((file) => relative(ROOT, file)).filter((file) => file.startsWith('src/'))
  return { packages: [...new Set(packages)].toSorted(), sources: [...new Set(sources)].toSorted(), result }
}

function sourcesOf(bundled: string): string[] {
  const map = `${bundled}.map`
  if (!existsSync(map)) return [bundled]
  const { sources } = JSON.parse(readFileSync(map, 'utf8')) as { sources: string[] }
  return sources.map((source) => resolve(dirname(map), source))
}
