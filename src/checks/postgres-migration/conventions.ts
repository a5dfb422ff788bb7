import type { Source } from '../check.ts'
import { migrationName, byMigrationsDirectory } from './conventions/directory.ts'
import { flyway } from './conventions/flyway.ts'
import { drizzle, journalOf, prisma, supabase } from './conventions/generated.ts'
import { compareText, compareVersions } from './conventions/order.ts'
import { plain } from './conventions/plain.ts'
import { dbmate, goose } from './conventions/sections.ts'
import type { Directory, Reading, Tool, Wrap } from './conventions/tool.ts'
import { golangMigrate, sqlx } from './conventions/up-down-files.ts'
import type { Convention, Migration, PostgresSettings } from './migration.ts'
import { parseSql } from './parse.ts'
import { assignTransactions } from './transactions.ts'

export { byMigrationsDirectory, migrationsDirectory } from './conventions/directory.ts'

/** The first that recognises a directory reads all of it. The most telling marks come first. */
const tools: readonly Tool[] = [supabase, drizzle, prisma, goose, dbmate, flyway, sqlx, golangMigrate, plain]

/**
 * Reads migration files the way their tool does: directory by directory, in run order. Files that are no SQL (a
 * Flyway script configuration, Drizzle's journal) are only looked into. `loadParser` must have been awaited.
 */
export function readMigrations(sources: readonly Source[], settings: PostgresSettings): Migration[] {
  return filesInOrder(sources).map(({ source, reading, convention, order }) =>
    readMigration(source, reading, { convention, order }, settings),
  )
}

/** A file of a migrations directory, as the tool of the directory sees it. */
export interface MigrationFile {
  source: Source
  reading: Reading
  convention: Convention
  /** Place in the run order of the directory, from 0. */
  order: number
}

/** The files directory by directory, in run order; nothing of their SQL is read. */
export function filesInOrder(sources: readonly Source[]): MigrationFile[] {
  return [...byMigrationsDirectory(sources, ({ path }) => path)]
    .toSorted(([left], [right]) => compareText(left, right))
    .flatMap(([path, files]) => filesOf({ path, files }))
}

function filesOf(directory: Directory): MigrationFile[] {
  const tool = tools.find((each) => each.recognises(directory)) ?? plain
  const { convention } = tool
  return directory.files
    .filter(({ path }) => /\.sql$/i.test(path))
    .map((source) => ({ source, reading: tool.read(source, directory) }))
    .toSorted(runOrder(tool === drizzle ? journalOf(directory) : undefined))
    .map((file, order) => ({ ...file, convention, order }))
}

type Read = { source: Source; reading: Reading }

function runOrder(journal: readonly string[] | undefined): (left: Read, right: Read) => number {
  const place = ({ source }: Read): number => journal?.indexOf(migrationName(source.path).replace(/\.sql$/, '')) ?? 0
  return (left, right) =>
    (left.reading.phase ?? 0) - (right.reading.phase ?? 0) ||
    place(left) - place(right) ||
    compareNumbered(left.reading.version, right.reading.version) ||
    compareText(left.source.path, right.source.path)
}

/** What has no number comes last. */
function compareNumbered(left: string | undefined, right: string | undefined): number {
  if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined)
  return compareVersions(left, right)
}

function readMigration(
  source: Source,
  reading: Reading,
  place: Pick<Migration, 'convention' | 'order'>,
  settings: PostgresSettings,
): Migration {
  const base = { source, ...place, version: reading.version, time: reading.time, aside: reading.up === undefined }
  if (reading.up === undefined) {
    return {
      ...base,
      wraps: 'file',
      wrapsBecause: reading.wrap([]).because,
      toolBegins: true,
      statements: [],
      comments: [],
    }
  }
  const { statements, comments, problem } = parseSql(source.text, reading.up)
  const { how, because } = wrapBy(settings) ?? reading.wrap(statements)
  return {
    ...base,
    wraps: how === 'statement' || (how === 'implicit' && statements.length === 1) ? 'statement' : 'file',
    wrapsBecause: because,
    toolBegins: how === 'transaction',
    statements: assignTransactions(statements, how),
    comments,
    ...(problem === undefined ? {} : { problem }),
  }
}

function wrapBy({ transaction }: PostgresSettings): Wrap | undefined {
  if (transaction === 'auto') return undefined
  return {
    how: transaction === 'file' ? 'transaction' : 'statement',
    because: `the settings say "transaction: ${transaction}"`,
  }
}
