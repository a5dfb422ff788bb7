import { homedir } from 'node:os'
import { openContext, type OpenContext } from '../operations/open.ts'
import type { ExitCode } from './main.ts'
import { UsageError } from '../usage-error.ts'

/** What operations need from this process. */
export function surroundings(): {
  cwd: string
  env: NodeJS.ProcessEnv
  home: string | undefined
  platform: NodeJS.Platform
} {
  return { cwd: currentFolder(), env: process.env, home: homeFolder(), platform: process.platform }
}

/** Runs a command with the catalogue open. */
export async function withContext(work: (context: OpenContext) => Promise<ExitCode>): Promise<ExitCode> {
  const context = await openContext(surroundings())
  try {
    return await work(context)
  } finally {
    await context.close()
  }
}

function currentFolder(): string {
  try {
    return process.cwd()
  } catch {
    throw new UsageError('the current folder is not there any more; change to another one.')
  }
}

/** Undefined when the user has no home folder, as in a bare container. */
function homeFolder(): string | undefined {
  try {
    const home = homedir()
    return home === '' ? undefined : home
  } catch {
    return undefined
  }
}
