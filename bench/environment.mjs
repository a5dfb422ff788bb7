// Where the figures are taken: this build, in a home folder of its own.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))
export const BIN = join(ROOT, 'bin', 'maifady-mcp.js')

export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'maifady-bench-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const home = temporaryFolder()

/** The environment of each measured process: nothing of the user's but PATH. */
export const ENV = { PATH: process.env.PATH, HOME: home }
export const HOME = home
