import { lstat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { UsageError } from '../usage-error.ts'
import { type Scope, skipGenerated } from './find-files.ts'
import { isInside, readSource } from './read-source.ts'
import type { Settings } from './settings.ts'

const NO_SETTINGS: Settings = { checks: {}, severities: {}, ignore: [] }
export const SETTINGS_FILE = '.maifady/config.yaml'

/** The settings of the working directory; none when there is no such file, or it lies outside the root. Throws UsageError when it is broken. */
export async function loadSettings({ cwd, root }: Scope): Promise<Settings> {
  if (root !== undefined && !isInside(cwd, root)) return NO_SETTINGS
  const file = join(cwd, SETTINGS_FILE)
  const there = await lstat(file).catch(() => undefined)
  if (there === undefined) return NO_SETTINGS
  const read = await readSource(file, root)
  if (!('text' in read)) throw new UsageError(`${SETTINGS_FILE}: ${read.reason}; ${read.remedy}`)
  return parse(read.text)
}

/** The settings among files that came as text. */
export async function settingsAmong(files: readonly { path: string; text: string }[]): Promise<Settings> {
  const file = files.find(({ path }) => path === SETTINGS_FILE)
  return file === undefined ? NO_SETTINGS : parse(file.text)
}

async function parse(text: string): Promise<Settings> {
  const { parseSettings } = await import('./settings.ts')
  return parseSettings({ path: SETTINGS_FILE, text })
}

/** Absolute paths of the files that match the globs, relative to the working directory. */
export async function ignoredFiles(globs: readonly string[], cwd: string): Promise<ReadonlySet<string>> {
  if (globs.length === 0) return new Set()
  const { glob } = await import('tinyglobby')
  const files = await glob([...globs], {
    cwd,
    dot: true,
    absolute: true,
    followSymbolicLinks: false,
    ignore: skipGenerated,
  })
  return new Set(files.map((file) => resolve(file)))
}
