import type { QueryRule } from './rule.ts'

export const executionFailed: QueryRule = {
  name: 'execution-failed',
  title: 'The server refuses the query',
  severity: 'error',
  why: 'The server planned the query on the schema that it is for, and refused: a name is not there, types do not fit, a column is missing in GROUP BY.',
  fix: 'Mend the query, or the schema when that is what is behind.',
  sameAs: [],
}
