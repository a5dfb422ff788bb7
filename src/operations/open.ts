import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Snapshot } from '../catalog/agent.ts'
import { openCatalog } from '../catalog/load.ts'
import type { Watch } from '../catalog/watch.ts'
import type { SearchIndex } from '../search/search.ts'
import type { Context } from './context.ts'

export interface OpenOptions {
  /** Absolute. */
  cwd: string
  env: Readonly<Record<string, string | undefined>>
  home: string | undefined
  platform: NodeJS.Platform
  /** Watch the user and project layers; called after each swap of the snapshot. */
  onChange?: (snapshot: Snapshot) => void
  /** The folder of the package; only what runs from source gives it. */
  packageRoot?: string
}

export interface OpenContext extends Context {
  /** Stops watching. */
  close(): Promise<void>
}

/** Loads the catalogue and makes the context that all surfaces work with. */
export async function openContext(options: OpenOptions): Promise<OpenContext> {
  const { cwd, env, home, platform, onChange } = options
  const catalog = await openCatalog(options)
  let snapshot = await catalog.load()
  let index: { of: Snapshot; made: Promise<SearchIndex> } | undefined
  const reload = async (): Promise<void> => {
    // It fails when the package is replaced under a running server; the snapshot stays as it is then.
    const next = await catalog.load().catch(() => snapshot)
    if (next.version === snapshot.version) return
    snapshot = next
    onChange?.(next)
  }
  const stopWatching = onChange === undefined ? undefined : watchLater(catalog.sources, oneAtATime(reload))
  return {
    cwd,
    env,
    home,
    platform,
    today: () => new Date().toISOString().slice(0, 10),
    snapshot: () => snapshot,
    index: () => {
      if (index?.of !== snapshot) index = { of: snapshot, made: loadIndex(snapshot, catalog.packageRoot) }
      return index.made
    },
    close: async () => stopWatching?.(),
  }
}

/** The search and its compiled index are loaded when somebody searches, not when a server starts. */
async function loadIndex(snapshot: Snapshot, packageRoot: string): Promise<SearchIndex> {
  const { openIndex } = await import('../search/search.ts')
  // Not by node:fs/promises, whose loading alone takes 2 ms of a start.
  return openIndex(snapshot, readFileSync(join(packageRoot, 'dist', 'search.json'), 'utf8'))
}

/** Milliseconds after which watching begins, so that it does not delay the first answer. What changes until then is noticed when it begins. */
const WATCH_DELAY = 500

function watchLater(paths: readonly string[], changed: () => void): () => Promise<void> {
  let watch: Promise<Watch> | undefined
  const timer = setTimeout(() => {
    watch = import('../catalog/watch.ts').then(({ watchPaths }) => watchPaths(paths, changed))
  }, WATCH_DELAY).unref()
  return async () => {
    clearTimeout(timer)
    await (await watch)?.close()
  }
}

/** Runs a task again when it was asked for while it ran. */
function oneAtATime(task: () => Promise<void>): () => void {
  let state: 'idle' | 'running' | 'again' = 'idle'
  const run = async (): Promise<void> => {
    do {
      state = 'running'
      await task()
    } while ((state as string) === 'again')
    state = 'idle'
  }
  return () => {
    if (state === 'idle') void run()
    else state = 'again'
  }
}
