import type { Context } from './context.ts'

export interface EngineRow {
  name: string
  title: string
  version: string
  /** Installed size in megabytes, as measured for that version. */
  megabytes: number
  /** project: in the project's node_modules; data: in the data directory; package: beside maifady-mcp; missing. */
  state: 'project' | 'data' | 'package' | 'missing'
  path?: string
  /** Ids of the checks that use it. */
  checks: string[]
}

export declare function listEngines(context: Context): Promise<{ engines: EngineRow[] }>
/** Puts an engine into the data directory, from the lockfile that ships with the package. Throws UsageError for an unknown name or when npm fails. */
export declare function installEngine(context: Context, request: { name: string }): Promise<EngineRow>
export declare function removeEngine(context: Context, request: { name: string }): Promise<{ removed: boolean }>
