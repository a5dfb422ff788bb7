import { posix, win32 } from 'node:path'

/** Where this user's programs keep what they installed; undefined when there is no home. */
export function dataFolder(surroundings: {
  env: Readonly<Record<string, string | undefined>>
  home: string | undefined
  platform: NodeJS.Platform
}): string | undefined {
  const { env, home, platform } = surroundings
  const path = platform === 'win32' ? win32 : posix
  // Not APPDATA: that one roams, and engines are big.
  const named = platform === 'win32' ? env['LOCALAPPDATA'] : env['XDG_DATA_HOME']
  if (named !== undefined && path.isAbsolute(named)) return path.join(named, 'maifady')
  if (home === undefined || !path.isAbsolute(home)) return undefined
  if (platform === 'win32') return path.join(home, 'AppData', 'Local', 'maifady')
  return platform === 'darwin'
    ? path.join(home, 'Library', 'Application Support', 'maifady')
    : path.join(home, '.local', 'share', 'maifady')
}
