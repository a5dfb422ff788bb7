import type { QueryRule } from './rule.ts'

export const missingIndex: QueryRule = {
  name: 'missing-index',
  title: 'Table read as a whole for want of an index',
  severity: 'warning',
  why: 'On generated rows the planner reads the whole table, and with the index it does not: the index was made, the query planned again, and the index rolled back. Each INSERT and DELETE, and each UPDATE of its columns, writes the index too.',
  fix: 'CREATE INDEX CONCURRENTLY, in a migration of its own. Leave it out when the table stays small or the query is rare.',
  sameAs: [],
  find({ proposal }) {
    if (proposal === undefined) return []
    const { table, columns, at, before, after, tableRows, bytes } = proposal
    const list = columns.join(', ')
    return [
      {
        at,
        basis: 'executed',
        message: `The planner reads all of "${table}" (${tableRows} generated rows); with an index on (${list}) it does not.`,
        evidence: `cost ${before.toFixed(0)} without the index, ${after.toFixed(0)} with it; index of ${Math.ceil(bytes / 1024)} kB`,
        fix: `CREATE INDEX CONCURRENTLY ON ${table} (${list});`,
      },
    ]
  },
}
