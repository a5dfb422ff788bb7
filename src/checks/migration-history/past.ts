import type { History, Source } from '../check.ts'
import { filesInOrder, type MigrationFile, migrationsDirectory } from '../postgres-migration/conventions.ts'
import { compareVersions } from '../postgres-migration/conventions/order.ts'
import { nameOf } from '../postgres-migration/conventions/tool.ts'
import type { Convention } from '../postgres-migration/migration.ts'

/** A migration that its tool runs once, by its version: as it is, or as it was at the base. */
export interface Numbered {
  source: Pick<Source, 'path' | 'text'>
  convention: Convention
  version: string
  /** What Drizzle compares instead of the version. */
  time?: number | undefined
  /** What runs on the way up: a section of the text, or all of it. */
  up: string
}

/** A migrations directory beside what it was. */
export interface Past {
  /** For messages: `origin/main`. */
  base: string
  /** What is there now, with what it was; `was` is missing where it is new. */
  now: { file: Numbered; was?: Numbered }[]
  /** What was there and is gone, under whatever name. */
  gone: Numbered[]
  /** All that was there, in this directory. */
  old: Numbered[]
}

/**
 * Folders of migrations that are there to be tested on or shown, or that make a container's database anew each time: no database of theirs
 * outlives a change.
 */
const OF_NO_DATABASE =
  /(?:^|\/)(?:tests?|__tests__|specs?|test-?data|(?:__)?fixtures?(?:__)?|examples?|samples?|docs?|seeds?|seeders?|init-?db(?:\.d)?|docker-entrypoint-initdb\.d)\//i

/** Where no tool is known by its marks, only the folder says that numbered scripts are migrations, and not reports or exercises. */
const OF_MIGRATIONS = /(?:^|\/)(?:migrations?|migrate)\//i

/** Liquibase keeps a checksum for each change set of a file, and a file is there to be appended to. */
const LIQUIBASE = /^\s*--\s*liquibase formatted sql/i

/** The files of one directory as its tool numbers them. Down files, repeatable migrations and what has no number are left out. */
export function numbered(sources: readonly Pick<Source, 'path' | 'text'>[]): Numbered[] {
  return numberedFiles(filesInOrder(sources.map((source) => ({ ...source, report: true }))))
}

export function numberedFiles(files: readonly MigrationFile[]): Numbered[] {
  return files.flatMap(({ source, reading: { version, time, up }, convention }) =>
    version === undefined || up === undefined || LIQUIBASE.test(source.text)
      ? []
      : [{ source, convention, version, time, up: source.text.slice(up.start, up.end) }],
  )
}

/** Undefined where nothing is known of the past, or the files make no database that lasts. `files` are those of one directory. */
export function pastOf(files: readonly Numbered[], history: History | undefined): Past | undefined {
  const [first] = files
  if (first === undefined || history === undefined || OF_NO_DATABASE.test(first.source.path)) return undefined
  if (first.convention === 'plain' && !OF_MIGRATIONS.test(first.source.path)) return undefined
  const texts = new Map(files.map(({ source }) => [source.path, source.text]))
  const directory = migrationsDirectory(first.source.path)
  const lost = new Map(history.changed.flatMap((each) => (each.gone ? [[each.path, each] as const] : [])))
  const isHere = (path: string): boolean => migrationsDirectory(path) === directory
  const all = numbered([
    ...history.unchanged.filter(isHere).map((path) => ({ path, text: texts.get(path) ?? '' })),
    ...history.changed.filter(({ path, gone }) => gone || isHere(path)),
  ])
  const old = all.filter(({ source }) => isHere(source.path))
  const moved = all.filter(({ source }) => lost.has(source.path))
  const now = files.map((file) => {
    const was =
      old.find(({ source }) => source.path === file.source.path) ??
      moved.find(({ source }) => lost.get(source.path)?.movedTo === file.source.path) ??
      moved.find((each) => isHere(each.source.path) && isRetitled(each, file) && isAlone(each, old))
    return was === undefined ? { file } : { file, was }
  })
  const met = new Set(now.map(({ was }) => was?.source.path))
  return {
    base: history.base,
    now,
    old,
    gone: old.filter(
      ({ source: { path } }) => lost.has(path) && lost.get(path)?.movedTo === undefined && !met.has(path),
    ),
  }
}

/** No other has its number: `2026-01-01-a` and `2026-01-02-b` seem to have the same one. */
const isAlone = ({ version }: Numbered, files: readonly Numbered[]): boolean =>
  files.filter((each) => each.version === version).length === 1

const BY_TEXT: ReadonlySet<Convention> = new Set(['dbmate', 'supabase'])

/** The same migration to its tool under another title. Prisma goes by the whole name, dbmate and Supabase by the digits as they stand. */
function isRetitled(old: Numbered, now: Numbered): boolean {
  if (now.convention === 'prisma') return false
  return BY_TEXT.has(now.convention) ? old.version === now.version : compareVersions(old.version, now.version) === 0
}

/** Where a finding about the whole file stands: the first line that says something. */
export function headOf({ path, text }: Pick<Source, 'path' | 'text'>): { path: string; start: number; end: number } {
  const start = Math.max(0, text.search(/\S/))
  const line = text.indexOf('\n', start)
  return { path, start, end: line === -1 ? text.length : line }
}

/** A file's name; with its folder where each migration has one and the file's own says nothing: `0001_init/migration.sql`. */
export function shortName({ path }: Pick<Source, 'path'>): string {
  const name = nameOf(path)
  return /^(?:migration|up|down)\.sql$/.test(name) ? path.split('/').slice(-2).join('/') : name
}

/** `9999_grants.sql`: a number that is meant to stay the last. */
export const isAlwaysLast = (version: string): boolean => /^9{2,}$/.test(version)
