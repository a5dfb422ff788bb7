import * as z from 'zod'
import { baseSetting } from '../migration-history/setting.ts'
import type { PostgresSettings } from './migration.ts'

export interface Settings extends PostgresSettings {
  /** auto: files that look like another database's are set aside; postgres: every file is taken for PostgreSQL. */
  dialect: 'auto' | 'postgres'
  /** Read by whoever calls the check, which gets the text. */
  schema?: string | undefined
  /** Read by whoever calls the check, which gets the history. */
  base?: string | undefined
}

/**
 * The section `checks.postgres-migration` of the settings. Without `pgVersion` nothing is known of the target: then advice
 * is what every server from 12 on takes, and nothing is said to be too new.
 */
export const schema: z.ZodType<Settings> = z.strictObject({
  pgVersion: z.int().min(12).max(18).optional().meta({
    description:
      'Major version of the server the migrations are for. Without it: of the server of --database-url, else nothing is taken for too new.',
  }),
  transaction: z.enum(['auto', 'file', 'statement']).default('auto').meta({
    description: 'How the files are run: as their tool does it, each in one transaction, or each statement on its own.',
  }),
  trace: z
    .boolean()
    .default(true)
    .meta({ description: 'Execute the migrations on the embedded PostgreSQL; false reads them only.' }),
  statementTimeout: z
    .int()
    .min(100)
    .max(600_000)
    .default(20_000)
    .meta({ description: 'Milliseconds for one statement on the embedded PostgreSQL.' }),
  schema: z.string().min(1).optional().meta({
    description:
      'A file that pg_dump --schema-only wrote, relative to this one: the schema that is there before the first migration.',
  }),
  base: baseSetting,
  dialect: z.enum(['auto', 'postgres']).default('auto').meta({
    description: 'auto sets files aside that look like MySQL or SQLite; postgres takes every file for PostgreSQL.',
  }),
})
