import * as fs from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { relative, resolve, sep } from 'node:path'
import { UsageError } from '../usage-error.ts'
import { isInside } from './read-source.ts'

/** Folders that nobody wrote by hand. */
const GENERATED = ['node_modules', '.git', '.hg', '.svn', 'dist', 'coverage', '.venv', '__pycache__']
export const skipGenerated: string[] = GENERATED.map((name) => `**/${name}/**`)

/** A file that may be for a check. */
export interface Found {
  /** As it is shown: relative to the working directory, forward slashes. */
  path: string
  /** Absolute. */
  file: string
  /** Named by the user, not met on a walk. */
  named: boolean
}

export interface Search {
  /** Sorted by path. */
  found: Found[]
  /** Folders that could not be read. */
  unreadable: { path: string; reason: string; remedy: string }[]
}

export interface Scope {
  cwd: string
  /** A real path: nothing outside it is looked at, links followed. */
  root?: string | undefined
}

/**
 * The files named, and those in the folders and patterns named. Links to folders are not followed on a walk, so a cycle ends nothing.
 * Throws UsageError for a path that is not there or lies outside the root.
 */
export async function findFiles(paths: readonly string[], scope: Scope): Promise<Search> {
  const search: Search = { found: [], unreadable: [] }
  for (const path of paths) await findPath(path, scope, search)
  const byFile = new Map<string, Found>()
  for (const found of search.found) {
    if (found.named || !byFile.has(found.file)) byFile.set(found.file, found)
  }
  return { found: [...byFile.values()].sort(byPath), unreadable: search.unreadable }
}

/** Absolute paths of the files below a folder. */
export async function walk(folder: string, unreadable: (folder: string, code: string) => void): Promise<string[]> {
  const { glob } = await import('tinyglobby')
  const links: string[] = []
  const files = await glob('**', {
    cwd: folder,
    dot: true,
    absolute: true,
    expandDirectories: false,
    followSymbolicLinks: false,
    ignore: skipGenerated,
    fs: { readdir: watchfulReaddir(unreadable, (link) => links.push(link)) },
  })
  return [...files.map((file) => resolve(file)), ...(await filesBehind(links))]
}

/** The absolute path of what is asked for, when it is there and inside the root. */
async function contain(path: string, { cwd, root }: Scope): Promise<string> {
  const file = resolve(cwd, path)
  const real = await realpath(file).catch(() => undefined)
  if (root !== undefined && !isInside(real ?? file, root))
    throw new UsageError(`"${path}" is outside the root; name something inside it`)
  if (real === undefined) throw new UsageError(`there is no file or folder "${path}"; check the name`)
  return file
}

export function shownPath(file: string, cwd: string): string {
  const way = relative(cwd, file)
  return (way === '' ? '.' : way).split(sep).join('/')
}

async function findPath(path: string, scope: Scope, search: Search): Promise<void> {
  if (path === '' || path.includes('\0'))
    throw new UsageError('a path is empty or holds a NUL; name a file or a folder')
  const { cwd } = scope
  const file = await contain(path, scope)
  if (!(await stat(file)).isDirectory()) {
    search.found.push({ path: shownPath(file, cwd), file, named: true })
    return
  }
  const files = await walk(file, (folder, code) =>
    search.unreadable.push({
      path: shownPath(folder, cwd),
      reason: `the folder cannot be read: ${code}`,
      remedy: 'make it readable, or ignore it in .maifady/config.yaml',
    }),
  )
  search.found.push(...files.map((each) => ({ path: shownPath(each, cwd), file: each, named: false })))
}

/** fs.readdir as tinyglobby calls it, that tells of what it would pass over in silence: folders it may not read, and links. */
function watchfulReaddir(unreadable: (folder: string, code: string) => void, link: (path: string) => void) {
  type Listed = (error: NodeJS.ErrnoException | null, entries: fs.Dirent[]) => void
  const readdir = (folder: string, options: { withFileTypes: true }, callback: Listed): void => {
    fs.readdir(folder, options, (error, entries) => {
      if (error !== null) unreadable(resolve(folder), error.code ?? error.message)
      else for (const entry of entries) if (entry.isSymbolicLink()) link(resolve(folder, entry.name))
      callback(error, entries)
    })
  }
  return readdir as typeof fs.readdir
}

async function filesBehind(links: readonly string[]): Promise<string[]> {
  const kept: string[] = []
  for (const link of links) {
    const target = await stat(link).catch(() => undefined)
    if (target?.isFile() === true) kept.push(link)
  }
  return kept
}

function byPath(one: Found, other: Found): number {
  return one.path < other.path ? -1 : Number(one.path > other.path)
}
