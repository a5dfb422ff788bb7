import type { Explained } from './explain.ts'
import { isQuery, type QueryFile } from './read-queries.ts'
import { type Gap, type Ran, tablesIn } from './run-schema.ts'

export const NO_SCHEMA: Gap = {
  reason: 'no schema was found for it, so only what needs none was checked',
  remedy:
    'put schema.sql or a migrations folder beside it or above it, or name one as checks.postgres-query.schema in .maifady/config.yaml',
}

/** What was not looked at, or not executed, of a file. */
export function gapOf({ source, statements, problem, foreign, parameters }: QueryFile, ran: Ran): Gap | undefined {
  if (foreign !== undefined)
    return {
      reason: `it looks like ${foreign.database} (${foreign.mark}), and this check reads PostgreSQL`,
      remedy: 'if it is for PostgreSQL, pass --dialect postgres',
    }
  if (problem !== undefined) return undefined
  const queries = statements.filter(isQuery)
  if (queries.length === 0)
    return {
      reason: 'there is no query in it',
      remedy: `write SELECT, INSERT, UPDATE, DELETE or MERGE, or leave ${source.path} out`,
    }
  if (ran.gap !== undefined) return ran.gap
  for (const query of queries) {
    const { error } = ran.explained.get(query) ?? {}
    if (error !== undefined && !isFault(error, ran)) return refusedGap(error, parameters)
  }
  const { unfilled } = ran
  const empty = queries
    .flatMap((query) => tablesIn(ran.explained.get(query)?.plan))
    .find((table) => unfilled?.has(table) === true)
  if (empty !== undefined)
    return {
      reason: `no rows could be generated for "${empty}" (${unfilled?.get(empty)}), so the plan was not judged`,
      remedy: `write "-- maifady: rows ${empty}=0" to leave it empty`,
    }
  return undefined
}

/** Whether an error is the query's own. Classes of codes: https://www.postgresql.org/docs/18/errcodes-appendix.html */
export function isFault({ code }: NonNullable<Explained['error']>, { gap }: Ran): boolean {
  return gap === undefined && !/^(?:08|53|54|57|58|XX)/.test(code) && code !== UNKNOWN_TYPE
}

/** indeterminate_datatype */
const UNKNOWN_TYPE = '42P18'

function refusedGap({ code, message }: NonNullable<Explained['error']>, parameters: readonly string[]): Gap {
  if (code !== UNKNOWN_TYPE)
    return {
      reason: `the embedded engine is at its limit: ${message}`,
      remedy: 'check the query alone, on a smaller schema',
    }
  const number = Number(/\$(\d+)/.exec(message)?.[1] ?? 0)
  const name = parameters[number - 1] ?? `$${number}`
  return { reason: `the type of the parameter ${name} cannot be told: ${message}`, remedy: 'write a cast: $1::bigint' }
}
