import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { UsageError } from '../usage-error.ts'
import type { Changed, CheckRow, History, Source } from './check.ts'
import type { Scope } from './find-files.ts'
import { runGit } from './git.ts'
import { isInside } from './read-source.ts'
import { requireRef } from './since.ts'

/** Where a branch most likely began, in this order. */
const BASES = ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master']

/** Objects that are read from git; a branch that changes more old migrations is a rewrite of the directory. */
const MOST_READ = 500

export interface HistoryRequest extends Scope {
  row: CheckRow
  sources: readonly Source[]
  /** A git ref that the user named; without one `since` and the usual names are tried. */
  base: string | undefined
  since: string | undefined
}

/**
 * What the groups of the sources were at the merge base of HEAD and the base. Undefined where there is no git, no repository or no base
 * and none was named. Nothing of the working tree is read through git, so no filter that the repository names is run. Throws UsageError
 * for a base that was named and is not there.
 */
export async function historyOf({ base, since, cwd, root, ...files }: HistoryRequest): Promise<History | undefined> {
  if (base !== undefined) requireRef(base)
  const ask = async (args: readonly string[], input?: string): Promise<Buffer | undefined> => {
    const { code, stdout } = await runGit(cwd, args, {
      what: 'the history of migrations',
      ...(input !== undefined && { input }),
    })
    return code === 0 ? stdout : undefined
  }
  try {
    const top = (await ask(['rev-parse', '--show-toplevel']))?.toString('utf8').trim()
    if (top === undefined || (root !== undefined && !isInside(await realpath(top), root))) return undefined
    const found = await findBase(ask, base === undefined ? [...(since === undefined ? [] : [since]), ...BASES] : [base])
    if (found === undefined && base !== undefined) throw unknownBase(base)
    return found === undefined ? undefined : await compare(ask, found, { ...files, cwd })
  } catch (error) {
    // Without git there is no history, which is no fault of who did not ask for it.
    if (base === undefined && error instanceof UsageError) return undefined
    throw error
  }
}

type Ask = (args: readonly string[], input?: string) => Promise<Buffer | undefined>

async function findBase(ask: Ask, names: readonly string[]): Promise<{ name: string; commit: string } | undefined> {
  for (const name of names) {
    const commit = (await ask(['merge-base', '--end-of-options', name, 'HEAD']))?.toString('utf8').trim()
    if (commit !== undefined && /^[0-9a-f]{40,64}$/.test(commit)) return { name, commit }
  }
  return undefined
}

const unknownBase = (name: string): UsageError =>
  new UsageError(
    `git finds no commit that "${name.slice(0, 80)}" and HEAD have in common; name a branch, and fetch its history (fetch-depth: 0)`,
  )

/** Each file at the commit beside what it is now. */
async function compare(
  ask: Ask,
  { name, commit }: { name: string; commit: string },
  { row, sources, cwd }: Pick<HistoryRequest, 'row' | 'sources' | 'cwd'>,
): Promise<History | undefined> {
  const listing = await ask(['ls-tree', '-r', '-z', commit])
  if (listing === undefined) return undefined
  const groups = new Set(sources.map(({ path }) => row.group?.(path)))
  const texts = new Map(sources.map(({ path, text }) => [path, text]))
  const history = {
    base: name,
    unchanged: [] as string[],
    changed: [] as Changed[],
  }
  const other: { path: string; object: string }[] = []
  for (const entry of listing.toString('utf8').split('\0')) {
    const [, object, path] = /^100\d{3} blob ([0-9a-f]+)\t(.*)$/s.exec(entry) ?? []
    if (object === undefined || path === undefined) continue
    const group = row.group?.(path)
    if (group === undefined || !groups.has(group)) continue
    const text = texts.get(path)
    if (text !== undefined && objectOf(text, object.length) === object) history.unchanged.push(path)
    // What is there and is not among the sources could not be read, or is ignored: nothing is known of it.
    else if (text !== undefined || !existsSync(resolve(cwd, path))) other.push({ path, object })
  }
  const before = new Set([...history.unchanged, ...other.map(({ path }) => path)])
  const movedTo = (path: string): { movedTo: string } | undefined => {
    const name = basename(path)
    const now = [...texts.keys()].filter((each) => !before.has(each) && basename(each) === name)
    return /\d/.test(name) && now.length === 1 && now[0] !== undefined ? { movedTo: now[0] } : undefined
  }
  const old = await readObjects(ask, other.slice(0, MOST_READ))
  for (const { path, object } of other) {
    const text = old.get(object)
    if (text === undefined) continue
    if (withoutReturns(text) === withoutReturns(texts.get(path) ?? '\0')) history.unchanged.push(path)
    else if (texts.has(path)) history.changed.push({ path, text, gone: false })
    else history.changed.push({ path, text, gone: true, ...movedTo(path) })
  }
  return history
}

/** The name that git gives to a text: SHA-1, or SHA-256 in a repository that uses it. */
function objectOf(text: string, length: number): string {
  const bytes = Buffer.from(text, 'utf8')
  return createHash(length === 64 ? 'sha256' : 'sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex')
}

/** As `readSource` gives it, whatever git made of its line ends. */
const withoutReturns = (text: string): string => text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')

/** The texts of git objects; what is missing or no UTF-8 text is left out. */
async function readObjects(ask: Ask, objects: readonly { object: string }[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  if (objects.length === 0) return texts
  const answer =
    (await ask(['cat-file', '--batch'], objects.map(({ object }) => `${object}\n`).join(''))) ?? Buffer.alloc(0)
  let at = 0
  while (at < answer.length) {
    const lineEnd = answer.indexOf(0x0a, at)
    const head = answer.toString('utf8', at, lineEnd)
    const [, object = '', size] = /^([0-9a-f]+) blob (\d+)$/.exec(head) ?? []
    at = lineEnd + 1
    if (size === undefined) continue
    const bytes = answer.subarray(at, at + Number(size))
    at += Number(size) + 1
    const text = bytes.toString('utf8')
    if (Buffer.from(text, 'utf8').equals(bytes)) texts.set(object, text)
  }
  return texts
}
