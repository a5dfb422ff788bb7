import * as z from 'zod'

/** Milliseconds kept back for what follows the run. */
export const TIME_FOR_RULES = 500

export interface Settings {
  /** Files or folders with the schema, relative to the working directory; empty: the nearest one. */
  schema: string[]
  /** Rows from which on OFFSET is deep (rule offset-paging). */
  deepOffset: number
  /** Rows that are generated for each table a query reads. */
  rows: number
  /** Milliseconds for one statement on the embedded PostgreSQL. */
  statementTimeout: number
  /** Set by `--dialect postgres`: no file is taken for another database's. */
  dialect: 'auto' | 'postgres'
}

/** The section `checks.postgres-query` of the settings. */
export const schema: z.ZodType<Settings> = z.strictObject({
  schema: z
    .union([z.string().transform((path) => [path]), z.array(z.string())])
    .default([])
    .meta({ description: 'The schema file or the migrations folder that the queries are for; else the nearest one.' }),
  deepOffset: z
    .int()
    .min(0)
    .default(1000)
    .meta({ description: 'Rows that OFFSET may skip before rule offset-paging speaks.' }),
  rows: z.int().min(0).max(1_000_000).default(10_000).meta({
    description:
      'Rows that are generated for each table a query reads; `-- maifady: rows orders=200000` says it of one.',
  }),
  statementTimeout: z
    .int()
    .min(100)
    .max(600_000)
    .default(20_000)
    .meta({ description: 'Milliseconds for one statement on the embedded PostgreSQL.' }),
  dialect: z.enum(['auto', 'postgres']).default('auto').meta({
    description: 'auto sets files aside that look like MySQL or SQLite; postgres takes every file for PostgreSQL.',
  }),
})
