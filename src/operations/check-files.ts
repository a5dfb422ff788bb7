import type { Report } from '../checks/finding.ts'
import type { Context } from './context.ts'

export interface CheckRequest {
  /** Files or folders, relative to the context's cwd or absolute. */
  paths?: string[]
  /** Texts instead of paths; nothing is read from disk then. */
  files?: { path: string; text: string }[]
  /** Only the checks of this agent (name or alias). */
  agent?: string
  /** Only these checks. */
  checks?: string[]
  /** Report only on files that differ from this git ref (working tree included). */
  since?: string
  dialect?: string
  /** A baseline file: findings in it are accepted. */
  baseline?: string
  /** Write the baseline instead of comparing with it. */
  writeBaseline?: boolean
  /** Nothing outside this folder is read, symlinks included. */
  root?: string
  /** Milliseconds for the whole call; default 120_000. */
  deadline?: number
}

export interface CheckEvents {
  signal?: AbortSignal
  /** Called as files are done. */
  progress?(done: number, total: number, path: string): void
}

/** Runs the checks. Throws UsageError when there is nothing to check or a name is unknown. */
export declare function checkFiles(context: Context, request: CheckRequest, events?: CheckEvents): Promise<Report>
