import { migrationsDirectory, type MigrationFile, readMigrations } from '../postgres-migration/conventions.ts'
import { foreignFiles, mysqlMark, sqliteMark } from '../postgres-migration/dialect.ts'
import { loadParser } from '../postgres-migration/parse.ts'
import type { Settings } from './settings.ts'

const POSTGRES_CHECK = 'postgres-migration'
const SQLITE_CHECK = 'sqlite-migration'

/** Nothing is executed; the settings only say whether a file parses. */
const READ_ONLY = { pgVersion: 18, transaction: 'auto', trace: false, statementTimeout: 0 } as const

export interface Shares {
  mine: MigrationFile[]
  leftTo: { path: string; check: string }[]
}

/**
 * Which files are for MySQL. Told so, all. Beside the PostgreSQL check, those of which it says so too: PostgreSQL cannot read them and they
 * have a mark of MySQL, or most of their directory is so. Without that check, all that are not left to SQLite's.
 */
export async function filesFor(
  files: readonly MigrationFile[],
  { dialect }: Settings,
  running: readonly string[],
): Promise<Shares> {
  if (dialect === 'mysql') return { mine: [...files], leftTo: [] }
  const sqlite = running.includes(SQLITE_CHECK)
  const postgres = running.includes(POSTGRES_CHECK)
  if (!sqlite && !postgres) return { mine: [...files], leftTo: [] }
  const shares: Shares = { mine: [], leftTo: [] }
  const marked = directoriesWith(files, sqliteMark)
  const own = postgres ? await notForPostgres(files) : directoriesWith(files, mysqlMark)
  for (const file of files) {
    const { path } = file.source
    const directory = migrationsDirectory(path)
    if (marked.has(directory) && sqlite) shares.leftTo.push({ path, check: SQLITE_CHECK })
    else if (own.has(postgres ? path : directory)) shares.mine.push(file)
    else shares.leftTo.push({ path, check: postgres ? POSTGRES_CHECK : SQLITE_CHECK })
  }
  return shares
}

function directoriesWith(files: readonly MigrationFile[], mark: (text: string) => string | undefined): Set<string> {
  return new Set(
    files.filter(({ source }) => mark(source.text) !== undefined).map(({ source }) => migrationsDirectory(source.path)),
  )
}

/** The same question, with the same answer, as the PostgreSQL check asks. */
async function notForPostgres(files: readonly MigrationFile[]): Promise<Set<string>> {
  if (!files.some(({ source }) => mysqlMark(source.text) !== undefined)) return new Set()
  await loadParser()
  const sources = files.map(({ source }) => source)
  const foreign = foreignFiles(readMigrations(sources, READ_ONLY))
  return new Set([...foreign].filter(([, { database }]) => database === 'MySQL').map(([path]) => path))
}
