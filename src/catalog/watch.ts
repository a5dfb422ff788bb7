import { existsSync, realpathSync } from 'node:fs'
import { dirname, relative, sep } from 'node:path'
import type { FSWatcher } from 'chokidar'

export interface Watch {
  close: () => Promise<void>
}

/** Editors write a file in several steps; one reload follows the last. Milliseconds. */
const QUIET = 150

// `<name>/references/<file>`
const DEPTH = 3

/**
 * Calls `changed` once things in the paths have come to rest after a change, and once when watching has begun, for what changed before.
 * The paths need not exist; they may come, go and come back. The process is not kept alive by it.
 */
export async function watchPaths(paths: readonly string[], changed: () => void): Promise<Watch> {
  // Only here: a server without listeners for changes does not pay for it.
  const { watch } = await import('chokidar')
  let timer: NodeJS.Timeout | undefined
  let closed = false
  let current = start()

  function start(): { watcher: FSWatcher; stale: boolean } {
    const targets = [...new Set(paths.flatMap((path) => [path, realOf(path)]))]
    // Its `depth: 0` misses folders that come later, so the ancestors are watched and all beside the way is ignored.
    const ignored = (path: string): boolean => !targets.some((target) => leadsTo(path, target) || liesIn(path, target))
    // Links are not followed: one in a hostile repository could have the whole disk watched.
    const watcher = watch([...new Set(targets.map(nearestExisting))], {
      ignored,
      ignoreInitial: true,
      followSymlinks: false,
      persistent: false,
    })
    const state = { watcher, stale: false }
    const settle = (): void => {
      clearTimeout(timer)
      if (!closed) timer = setTimeout(() => void rest(), QUIET).unref()
    }
    watcher.on('all', (event, path) => {
      if (event === 'unlinkDir' && targets.some((target) => leadsTo(path, target))) state.stale = true
      settle()
    })
    // An error here is a folder that vanished or may not be read, or too many watches: what can be read is read on the next change.
    watcher.on('ready', settle).on('error', settle)
    return state
  }

  async function rest(): Promise<void> {
    // A folder that comes back at once after it went is missed now and then: begin anew, which reports itself when it is ready.
    if (current.stale) {
      await current.watcher.close()
      if (!closed) current = start()
    }
    changed()
  }

  return {
    close: async () => {
      closed = true
      clearTimeout(timer)
      await current.watcher.close()
    },
  }
}

const leadsTo = (path: string, target: string): boolean => target === path || target.startsWith(withSeparator(path))

const liesIn = (path: string, target: string): boolean =>
  path.startsWith(withSeparator(target)) && relative(target, path).split(sep).length <= DEPTH

const withSeparator = (path: string): string => (path.endsWith(sep) ? path : path + sep)

function nearestExisting(path: string): string {
  let folder = dirname(path)
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder)
  return folder
}

/** Where a path that is a link leads, as people keep their settings in a repository of their own. */
function realOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}
