import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Makes a folder and those above it. Not `mkdir` with `recursive`: where the file system refuses with ENOENT (as /proc does), Node 20
 * to 24 try again for ever. Throws what the file system says.
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return
    if (code !== 'ENOENT' || dirname(path) === path) throw error
    await makeFolder(dirname(path))
    await mkdir(path).catch((late: NodeJS.ErrnoException) => {
      if (late.code !== 'EEXIST') throw late
    })
  }
}
