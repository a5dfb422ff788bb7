import { posix, win32 } from 'node:path'

/** The parts of the surroundings that decide where agents come from. */
export interface Surroundings {
  /** Absolute. */
  cwd: string
  env: Readonly<Record<string, string | undefined>>
  home: string | undefined
  platform: NodeJS.Platform
}

/**
 * The user's configuration folder of maifady; undefined when there is no home.
 * `$XDG_CONFIG_HOME/maifady`, else `~/.config/maifady`, on macOS too, where other command line tools for developers keep theirs; on Windows `%APPDATA%\maifady`.
 */
export function configFolder({ env, home, platform }: Omit<Surroundings, 'cwd'>): string | undefined {
  const path = platform === 'win32' ? win32 : posix
  const named = platform === 'win32' ? env['APPDATA'] : env['XDG_CONFIG_HOME']
  // The XDG base directory specification: a relative path there is invalid and passed over.
  if (named !== undefined && path.isAbsolute(named)) return path.join(named, 'maifady')
  if (home === undefined || !path.isAbsolute(home)) return undefined
  return platform === 'win32' ? path.join(home, 'AppData', 'Roaming', 'maifady') : path.join(home, '.config', 'maifady')
}

export interface LayerFolders {
  /** Undefined when there is no home. */
  user: string | undefined
  project: string
  /** The user's settings. */
  settings: string | undefined
}

/** Where the agents of each layer lie, whether the folders exist or not. */
export function layerFolders(surroundings: Surroundings): LayerFolders {
  const path = surroundings.platform === 'win32' ? win32 : posix
  const config = configFolder(surroundings)
  return {
    user: config && path.join(config, 'agents'),
    settings: config && path.join(config, 'config.yaml'),
    project: path.join(surroundings.cwd, '.maifady', 'agents'),
  }
}
