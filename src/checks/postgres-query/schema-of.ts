import { migrationsDirectory } from '../postgres-migration/conventions/directory.ts'
import { postgresMigration } from '../postgres-migration/index.ts'
import { isQueryFile, isSchemaFile } from '../schema-files.ts'

/** Whether a file may belong to a schema: a schema file, a migration, or what says in which order migrations run. */
export function isSchemaSource(path: string): boolean {
  return (
    isSchemaFile(path) || postgresMigration.accepts(path) || /(?:^|\/)meta\/_journal\.json$|\.sql\.conf$/.test(path)
  )
}

/** Whether a file is named by the setting `schema`, itself or by a folder above it. */
export function isNamedSchema(path: string, setting: unknown): boolean {
  const named = (Array.isArray(setting) ? setting : [setting]).filter((each) => typeof each === 'string')
  return /\.(?:sql|sql\.conf|json)$/i.test(path) && named.some((each) => isAt(path, each))
}

function isAt(path: string, named: string): boolean {
  const clean = named.replace(/^\.\//, '').replace(/\/+$/, '')
  return clean === '' || clean === '.' || path === clean || path.startsWith(`${clean}/`)
}

/**
 * The files, of those there are, that make the schema a query is for: what the setting names, else the schema file or migrations
 * directory that lies nearest, a schema file before migrations. Empty when there is none.
 */
export function schemaOf(query: string, paths: readonly string[], setting: readonly string[]): string[] {
  if (setting.length > 0)
    return paths.filter((path) => path !== query && isNamedSchema(path, setting) && !isQueryFile(path))
  const sets = new Map<string, string[]>()
  for (const path of paths) {
    if (path === query || !isSchemaSource(path)) continue
    const key = setOf(path)
    sets.set(key, [...(sets.get(key) ?? []), path])
  }
  const [nearest] = [...sets].sort(
    ([one], [other]) => distance(query, one) - distance(query, other) || (one < other ? -1 : 1),
  )
  return nearest?.[1] ?? []
}

/** A schema file by itself, a folder of them, or a migrations directory. */
function setOf(path: string): string {
  return isSchemaFile(path) && !/(?:^|\/)schemas?\//i.test(path) ? path : `${migrationsDirectory(path)}/`
}

/** Steps up from the query count most: what lies in the same folder tree is meant. Then a schema file before a directory, then steps down. */
function distance(query: string, set: string): number {
  const from = query.split('/').slice(0, -1)
  const to = set.split('/').slice(0, -1)
  let shared = 0
  while (shared < from.length && from[shared] === to[shared]) shared += 1
  const isDirectory = set.endsWith('/') && !/(?:^|\/)schemas?\//i.test(set)
  return (from.length - shared) * 10_000 + Number(isDirectory) * 100 + Math.min(99, to.length - shared)
}
