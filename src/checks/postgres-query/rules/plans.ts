import { nodesOf, type PlanNode } from '../plan.ts'
import { tableOf } from '../run-schema.ts'
import type { QueryRule } from './rule.ts'

/** `work_mem` of a server on which nobody set it, and what a row needs in a sort beside its own width, both in bytes. */
const WORK_MEM = 4 * 1024 * 1024
const ROW_OVERHEAD = 32

const number = (value: number): string => Math.round(value).toLocaleString('en-US')
/** ANALYZE looks at other rows each time, so that widths differ a little: said is only which of these is passed. */
const STEPS = [4, 10, 50, 100, 500, 1000, 5000]
const passed = (bytes: number): number => STEPS.findLast((step) => bytes > step * 1024 * 1024) ?? 4

export const sortSpills: QueryRule = {
  name: 'sort-spills',
  title: 'A sort that does not fit into memory',
  severity: 'note',
  why: 'What does not fit into work_mem, 4 MB unless somebody raised it, is sorted in files on disk, by each session that runs the query at the time.',
  fix: 'An index that gives the order; fewer or shorter columns in the sort; LIMIT, with which only the first rows are kept; or SET LOCAL work_mem for this query.',
  sameAs: [],
  find: ({ plan }) =>
    sorts(plan).flatMap(({ 'Plan Rows': rows, 'Plan Width': width }) => {
      const bytes = rows * (width + ROW_OVERHEAD)
      return bytes <= WORK_MEM
        ? []
        : [
            {
              basis: 'executed' as const,
              message: `The plan sorts ${number(rows)} rows, more than ${passed(bytes)} MB; 4 MB fit into memory on a server as it is installed.`,
              evidence: `Sort: Plan Rows ${rows}`,
            },
          ]
    }),
}

/** Sorts whose whole result is wanted: below a LIMIT only the first rows are kept. */
function sorts(plan: PlanNode | undefined, limited = false): PlanNode[] {
  if (plan === undefined) return []
  const own = plan['Node Type'] === 'Sort' && !limited ? [plan] : []
  return [...own, ...(plan.Plans ?? []).flatMap((child) => sorts(child, plan['Node Type'] === 'Limit'))]
}

/** Comparisons of one row with another from which on a nested loop is told of. */
const MANY = 1_000_000

export const nestedLoop: QueryRule = {
  name: 'nested-loop',
  title: 'Each row of one table compared with each of another',
  severity: 'warning',
  why: 'No index and no hash serves the condition, so its cost is the product of both tables: ten times the rows take a hundred times as long.',
  fix: 'A condition with = on both sides; OR as a UNION of two joins; a range join on a generated column that can be compared with =.',
  sameAs: [],
  find: ({ plan, proposal }) => {
    // With an index that serves it, missing-index says so.
    if (plan === undefined || proposal !== undefined) return []
    return nodesOf(plan).flatMap((node) => {
      const [outer, inner] = node.Plans ?? []
      if (node['Node Type'] !== 'Nested Loop' || outer === undefined || inner === undefined) return []
      const scan = inner['Node Type'] === 'Materialize' ? inner.Plans?.[0] : inner
      const compared = outer['Plan Rows'] * inner['Plan Rows']
      if (node['Join Filter'] === undefined || scan?.['Node Type'] !== 'Seq Scan' || compared < MANY) return []
      return [
        {
          basis: 'executed' as const,
          message: `The plan compares ${number(outer['Plan Rows'])} rows with each of ${number(inner['Plan Rows'])} of "${scan['Relation Name'] ?? ''}": ${number(compared)} comparisons.`,
          evidence: `Nested Loop, Join Filter: ${node['Join Filter'].slice(0, 300)}`,
        },
      ]
    })
  },
}

/** Rows of a table from which on it is told that all of them are read, and the part of them that comes back at most. */
const LARGE = 10_000
const FEW = 0.01

export const sequentialScan: QueryRule = {
  name: 'sequential-scan',
  title: 'A whole table read for a few rows',
  severity: 'note',
  why: 'The condition computes something of each row, so that no index on columns serves it, and the query gets slower with each row of the table.',
  fix: 'An index on the expression as the query has it, or a condition on a column; for text that is searched, an index of pg_trgm or tsvector.',
  sameAs: [],
  find: ({ plan, tried, sizes }) => {
    // Whether an index on columns is worth it depends on their values, which are made up here: missing-index judges that.
    if (plan === undefined || tried > 0) return []
    return nodesOf(plan).flatMap((node) => {
      const { Filter: filter, 'Relation Name': name, 'Plan Rows': rows } = node
      const all = sizes.get(tableOf(node) ?? '') ?? 0
      const isPlain = node['Node Type'] === 'Seq Scan' && filter !== undefined && !/SubPlan|InitPlan/.test(filter)
      if (!isPlain || all < LARGE || rows > all * FEW) return []
      return [
        {
          basis: 'executed' as const,
          message: `The plan reads all ${number(all)} generated rows of "${name ?? ''}" for about ${number(rows)}, and its condition is none that an index on columns could serve.`,
          evidence: `Seq Scan on ${name ?? ''}, Filter: ${filter.slice(0, 300)}`,
        },
      ]
    })
  },
}
