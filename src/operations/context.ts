import type { Snapshot } from '../catalog/agent.ts'
import type { SearchIndex } from '../search/search.ts'

/** What operations need from outside. Surfaces make it; nothing below reads process, the clock or the home folder. */
export interface Context {
  /** Absolute; relative paths are resolved against it. */
  cwd: string
  env: Readonly<Record<string, string | undefined>>
  /** Where user settings, engines and caches live; undefined when there is no home. */
  home: string | undefined
  platform: NodeJS.Platform
  /** `YYYY-MM-DD`, in UTC. */
  today(): string
  /** The catalogue as it is now. */
  snapshot(): Snapshot
  /** The index of that catalogue; loaded on first use. */
  index(): Promise<SearchIndex>
}
