import type { Source } from '../../check.ts'
import { migrationName } from './directory.ts'
import { nameOf, skipped, wholeOf } from './tool.ts'
import type { ParsedStatement } from '../parse.ts'
import { cannotRunInTransaction } from '../transactions.ts'
import type { Directory, Tool, Wrap } from './tool.ts'

/** Tools that write the SQL from a schema and number the files or folders with a time. */

const breakpoint = '--> statement-breakpoint'
const journalPath = /(^|\/)meta\/_journal\.json$/
const inOwnFolder = ({ path }: Source): boolean => nameOf(path) === 'migration.sql'

export const prisma: Tool = {
  convention: 'prisma',
  facts: [
    'https://www.prisma.io/docs/orm/prisma-migrate/understanding-prisma-migrate/migration-histories',
    'https://github.com/prisma/prisma-engines/blob/main/schema-engine/connectors/sql-schema-connector/src/flavour/postgres/connector/native/mod.rs',
    // The statements are split, and the file is sent whole when the splitter cannot read it.
    'https://github.com/prisma/prisma-engines/pull/5767',
    'https://github.com/prisma/prisma-engines/pull/5847',
  ],
  recognises: ({ files }) => files.some(inOwnFolder),
  read: (source) => ({
    version: digitsOf(source),
    up: inOwnFolder(source) ? wholeOf(source) : undefined,
    wrap: wrapByPrisma,
  }),
}

function wrapByPrisma(statements: readonly ParsedStatement[]): Wrap {
  if (statements.some((statement) => cannotRunInTransaction(statement) === 'DROP INDEX CONCURRENTLY')) {
    const because =
      'Prisma cannot split a file with DROP INDEX CONCURRENTLY and sends it as one query, which the server makes one transaction when it has several statements'
    return { how: 'implicit', because }
  }
  const because =
    'Prisma 7.4 and later sends each statement on its own; for an earlier one, which makes a file one transaction, set "transaction: file"'
  return { how: 'statement', because }
}

export const drizzle: Tool = {
  convention: 'drizzle',
  facts: [
    'https://orm.drizzle.team/docs/kit-overview',
    'https://github.com/drizzle-team/drizzle-orm/blob/main/drizzle-orm/src/migrator.ts',
    'https://github.com/drizzle-team/drizzle-orm/issues/860',
  ],
  recognises: ({ files }) => files.some(({ path, text }) => journalPath.test(path) || text.includes(breakpoint)),
  read(source, directory) {
    const journal = entriesOf(directory)
    const name = migrationName(source.path).replace(/\.sql$/, '')
    const version = digitsOf(source)
    const entry = journal?.find(({ tag }) => tag === name)
    if (journal !== undefined && entry === undefined)
      return skipped(version, 'Drizzle runs only what meta/_journal.json lists')
    const because = 'Drizzle runs all pending files in one transaction'
    return { version, time: entry?.when, up: wholeOf(source), wrap: () => ({ how: 'transaction', because }) }
  },
}

/** Names of the migrations in the order of the journal; undefined when there is none that can be read. */
export const journalOf = (directory: Directory): string[] | undefined => entriesOf(directory)?.map(({ tag }) => tag)

function entriesOf({ files }: Directory): { tag: string; when?: number | undefined }[] | undefined {
  const journal = files.find(({ path }) => journalPath.test(path))
  if (journal === undefined) return undefined
  try {
    const { entries } = JSON.parse(journal.text) as { entries: { tag: unknown; when?: unknown }[] }
    const read = entries.flatMap(({ tag, when }) =>
      typeof tag === 'string' ? [{ tag, when: typeof when === 'number' ? when : undefined }] : [],
    )
    return read.length === entries.length ? read : undefined
  } catch {
    return undefined
  }
}

export const supabase: Tool = {
  convention: 'supabase',
  facts: [
    'https://supabase.com/docs/guides/deployment/database-migrations',
    'https://github.com/supabase/cli/blob/develop/pkg/migration/file.go',
    // From 2.109.0 on what cannot run in a transaction is sent on its own.
    'https://github.com/supabase/cli/pull/6276',
  ],
  recognises: ({ path }) => /(^|\/)supabase\/migrations$/.test(path),
  read: (source) => ({
    version: digitsOf(source),
    up: wholeOf(source),
    wrap: () => ({
      how: 'batches',
      because:
        'the Supabase CLI sends a file as one batch, which is one transaction, and what cannot run in one on its own (from 2.109.0 on)',
    }),
  }),
}

const digitsOf = ({ path }: Source): string | undefined => /^\d+/.exec(migrationName(path))?.[0]
