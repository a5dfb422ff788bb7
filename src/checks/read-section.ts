import type * as z from 'zod'
import { UsageError } from '../usage-error.ts'

/** The settings of a check, defaults filled in. Throws UsageError that names the place in the settings file. */
export function readSection<T>(check: string, schema: z.ZodType<T>, given: unknown): T {
  const { data, error } = schema.safeParse(given)
  if (error === undefined) return data
  const issue = error.issues[0]
  throw new UsageError(`checks.${check}${issue === undefined ? '' : `.${issue.path.join('.')}: ${issue.message}`}`)
}
