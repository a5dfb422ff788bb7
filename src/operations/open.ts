import type { Snapshot } from '../catalog/agent.ts'
import type { Context } from './context.ts'

export interface OpenOptions {
  cwd: string
  env: Readonly<Record<string, string | undefined>>
  home: string | undefined
  platform: NodeJS.Platform
  /** Watch the user and project layers; called after each swap of the snapshot. */
  onChange?: (snapshot: Snapshot) => void
}

export interface OpenContext extends Context {
  /** Stops watching. */
  close(): Promise<void>
}

/** Loads the catalogue and makes the context that all surfaces work with. */
export declare function openContext(options: OpenOptions): Promise<OpenContext>
