import { access, constants } from 'node:fs/promises'
import { posix, win32 } from 'node:path'
import { makeFolder } from '../make-folder.ts'

/** Where this user's programs keep what they can make again; undefined when there is no home. */
export function cacheFolder(surroundings: {
  env: Readonly<Record<string, string | undefined>>
  home: string | undefined
  platform: NodeJS.Platform
}): string | undefined {
  const { env, home, platform } = surroundings
  const path = platform === 'win32' ? win32 : posix
  const named = platform === 'win32' ? env['LOCALAPPDATA'] : env['XDG_CACHE_HOME']
  if (named !== undefined && path.isAbsolute(named)) return path.join(named, 'maifady', 'cache')
  if (home === undefined || !path.isAbsolute(home)) return undefined
  if (platform === 'win32') return path.join(home, 'AppData', 'Local', 'maifady', 'cache')
  return platform === 'darwin' ? path.join(home, 'Library', 'Caches', 'maifady') : path.join(home, '.cache', 'maifady')
}

/** Makes a folder; undefined when it cannot be written to, as on a read-only disk. */
export async function writableFolder(folder: string | undefined): Promise<string | undefined> {
  if (folder === undefined) return undefined
  try {
    await makeFolder(folder)
    await access(folder, constants.W_OK)
    return folder
  } catch {
    return undefined
  }
}
