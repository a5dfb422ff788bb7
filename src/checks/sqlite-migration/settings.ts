import * as z from 'zod'
import { baseSetting } from '../migration-history/setting.ts'

export interface Settings {
  /** `3.40`: advice must hold on this version. */
  version: string
  /** The connection has foreign keys on before a file runs, as most drivers and frameworks set it. */
  foreignKeys: boolean
  /** auto: as the files' tool does it; file: each file in one transaction; statement: none around them. */
  transaction: 'auto' | 'file' | 'statement'
  /** Milliseconds for one statement. */
  statementTimeout: number
  /** INSERT statements for tables that take no row that is thought up. */
  rows: string[]
  /** auto: directories in which a file has a mark of SQLite; sqlite: every file is taken for SQLite. */
  dialect: 'auto' | 'sqlite'
  /** Read by whoever calls the check, which gets the history. */
  base?: string | undefined
}

/** The section `checks.sqlite-migration` of the settings. 3.40 is what Debian 12 has. */
export const schema: z.ZodType<Settings> = z.strictObject({
  version: z
    .string()
    .regex(/^3\.\d{1,3}$/)
    .default('3.40')
    .meta({ description: 'Oldest SQLite that the migrations must run on, as 3.<minor>.' }),
  foreignKeys: z
    .boolean()
    .default(true)
    .meta({ description: 'Whether the connection that runs the files has PRAGMA foreign_keys = ON beforehand.' }),
  transaction: z.enum(['auto', 'file', 'statement']).default('auto').meta({
    description: 'How the files are run: as their tool does it, each in one transaction, or each statement on its own.',
  }),
  statementTimeout: z
    .int()
    .min(100)
    .max(600_000)
    .default(10_000)
    .meta({ description: 'Milliseconds for one statement.' }),
  rows: z.array(z.string().max(10_000)).max(1000).default([]).meta({
    description:
      'INSERT statements with example rows, for tables whose constraints refuse the rows that the check thinks up. Run before each file, where the table is there.',
  }),
  base: baseSetting,
  dialect: z.enum(['auto', 'sqlite']).default('auto').meta({
    description:
      'auto takes directories in which a file has a mark of SQLite (PRAGMA, AUTOINCREMENT, …); sqlite takes every file.',
  }),
})
