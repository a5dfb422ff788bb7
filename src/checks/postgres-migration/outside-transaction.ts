import type { Migration } from './migration.ts'

/** How to have a statement run on its own, in the words of the tool that runs the file. */
export function outsideTransaction({ convention, statements }: Migration): string {
  if (statements.some((statement) => statement.kind === 'TransactionStmt'))
    return 'in a file of its own, without BEGIN and COMMIT'
  return HOW[convention]
}

/** From the documentation of each tool; the file's own rule is in `Migration.wrapsBecause`. */
const HOW: Readonly<Record<Migration['convention'], string>> = {
  plain: 'in a file of its own that your runner does not wrap in a transaction',
  flyway: 'in a file of its own, with executeInTransaction=false in its script configuration file (<file>.sql.conf)',
  'golang-migrate': 'in a file of its own: a file with one statement is no transaction',
  dbmate: 'in a file of its own that begins with "-- migrate:up transaction:false"',
  goose: 'in a file of its own that begins with "-- +goose NO TRANSACTION"',
  sqlx: 'in a file of its own whose first line is "-- no-transaction"',
  prisma: 'as the only statement of a migration of its own',
  drizzle:
    'by hand before the migration, because Drizzle runs all pending migrations in one transaction; leave the migration with CREATE INDEX IF NOT EXISTS',
  supabase: 'in a migration file of its own',
}
