import type { Snapshot } from '../catalog/agent.ts'
import { loadCatalog } from '../catalog/load.ts'
import type { SearchIndex } from '../search/search.ts'
import type { Context } from './context.ts'

export interface OpenOptions {
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
  const { cwd, env, home, platform } = options
  let snapshot = await loadCatalog(options)
  let index: { of: Snapshot; made: Promise<SearchIndex> } | undefined
  return {
    cwd,
    env,
    home,
    platform,
    snapshot: () => snapshot,
    index: () => {
      if (index?.of !== snapshot)
        index = { of: snapshot, made: import('../search/search.ts').then((search) => search.createIndex(snapshot)) }
      return index.made
    },
    close: async () => {},
  }
}
