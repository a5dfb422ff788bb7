import { realpath, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { UsageError } from '../usage-error.ts'

/** The real path of the folder that clients may have files of. Throws UsageError when it is no folder. */
export async function openRoot(cwd: string, root: string): Promise<string> {
  try {
    const path = await realpath(resolve(cwd, root))
    if ((await stat(path)).isDirectory()) return path
  } catch {
    // Reported below: what the system says about a missing folder helps nobody more.
  }
  throw new UsageError(`--root ${JSON.stringify(root)} is no folder that can be read; name one that exists.`)
}
