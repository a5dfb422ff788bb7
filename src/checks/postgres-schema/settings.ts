import * as z from 'zod'

export interface Settings {
  /** Tables that one DELETE may empty through ON DELETE CASCADE, the first not counted, before rule cascade-reach speaks. */
  cascadeReach: number
  /** Milliseconds for one statement on the embedded PostgreSQL. */
  statementTimeout: number
}

/** The section `checks.postgres-schema` of the settings. */
export const schema: z.ZodType<Settings> = z.strictObject({
  cascadeReach: z
    .int()
    .min(1)
    .max(1000)
    .default(5)
    .meta({ description: 'Tables that a DELETE may reach through ON DELETE CASCADE (rule cascade-reach).' }),
  statementTimeout: z
    .int()
    .min(100)
    .max(600_000)
    .default(20_000)
    .meta({ description: 'Milliseconds for one statement on the embedded PostgreSQL.' }),
})
