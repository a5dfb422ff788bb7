import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { nextMessage } from './next-message.ts'
import type { PgliteMessage, PgliteRequest, PgliteStart } from './pglite-protocol.ts'
import { EngineStopped } from './sql-engine.ts'
import type { SqlEngine } from './sql-engine.ts'

export { CONTRIB } from './pglite-protocol.ts'

export interface PgliteOptions {
  /** Absolute path of the engine's entry module. */
  entry: string
  /** Where an empty database is kept between runs; undefined: it is made each time. */
  cacheDir: string | undefined
  extensions: readonly string[]
  /** Milliseconds until it must be ready. */
  deadline: number
}

export interface Pglite extends SqlEngine {
  /** Whether the empty database came from the cache. */
  cached: boolean
}

/** Bytes that the process may grow by while a query runs; a query on empty tables needs next to nothing. */
const growthLimit = 1_000_000_000
/** The same while the engine starts: making the empty database took up to 1.04 GB for a moment on Node 24, and runs nobody's SQL. */
const startGrowthLimit = 3_000_000_000
/** Part of the cache file's name: raised when the way it is made changes. */
const cacheFormat = 1

/**
 * Starts PGlite in a thread of its own. The thread has no environment variables, what it prints goes nowhere, and the
 * database sees a file system in memory only. Throws EngineStopped.
 */
export async function startPglite({ entry, cacheDir, extensions, deadline }: PgliteOptions): Promise<Pglite> {
  const version = versionOf(entry)
  const cacheFile = cacheDir === undefined ? undefined : join(cacheDir, `pglite-${version}-${cacheFormat}.tar`)
  const start: PgliteStart = { entry, version, cacheFile, extensions }
  const worker = new Worker(workerFile(), {
    workerData: start,
    env: {},
    execArgv: [],
    argv: [],
    stdin: false,
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  })
  worker.stdout.resume()
  worker.stderr.resume()
  const ready = await nextMessage<PgliteMessage>(
    worker,
    { timeout: deadline, growth: startGrowthLimit },
    () => undefined,
  )
  if (ready.type !== 'ready') {
    await worker.terminate()
    throw new EngineStopped('crash', ready.type === 'failed' ? ready.message : 'it answered before it was ready')
  }
  return {
    engine: ready.engine,
    kind: 'embedded',
    cached: ready.cached,
    async run(queries, timeout) {
      const request: PgliteRequest = { queries }
      const limits = { timeout, growth: growthLimit }
      const message = await nextMessage<PgliteMessage>(worker, limits, () => worker.postMessage(request))
      if (message.type !== 'replies') throw new EngineStopped('crash', 'it answered what was not asked')
      return message.replies
    },
    async close() {
      await worker.terminate()
    },
  }
}

/** From the package that the entry module belongs to. */
function versionOf(entry: string): string {
  try {
    const { version } = JSON.parse(readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8')) as {
      version: string
    }
    return version
  } catch {
    throw new EngineStopped('crash', `there is no engine at ${entry}`)
  }
}

/** The built worker lies beside the built module; a module that runs from source finds it in the build. */
function workerFile(): URL {
  const file = import.meta.url.endsWith('.ts') ? '../../dist/pglite-worker.js' : './pglite-worker.js'
  return new URL(file, import.meta.url)
}
