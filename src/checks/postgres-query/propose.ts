import type { Node } from '@pgsql/types'
import { allOf, as, find, quoted } from '../postgres-migration/ast.ts'
import type { ParsedStatement } from '../postgres-migration/parse.ts'
import { runQueries, type Session } from '../postgres-migration/trace/session.ts'
import type { Catalogue, Table } from '../postgres-schema/catalogue.ts'
import { type Block, blocksOf, type Relation } from './blocks.ts'
import { columnAt, conditionsOf, isConstant, operatorOf } from './columns.ts'
import { explain } from './explain.ts'
import { nodesOf, type PlanNode } from './plan.ts'

/** An index that the planner used once it was there. */
export interface Proposal {
  table: string
  columns: string[]
  /** Where the condition stands that it serves. */
  at: Node
  /** Total cost of the query's plan, in the planner's units. */
  before: number
  after: number
  /** Rows that were generated for the table. */
  tableRows: number
  /** Size of the index on the generated rows, in bytes. */
  bytes: number
}

/** Tables with fewer rows are read as a whole. */
const SMALL = 1000
/** Candidates that are tried for one query. */
const TRIED = 8
/** Part of the cost that must be saved for an index to be worth its writes. */
const SAVED = 0.5

interface Planned {
  session: Session
  catalogue: Catalogue
  /** Without any index that is tried. */
  plan: PlanNode
  /** Rows by table. */
  sizes: ReadonlyMap<string, number>
}

/**
 * Makes indexes, each in a transaction that is rolled back, and plans the query again: the cheapest that the planner uses, if any, and how
 * many were tried. Throws EngineStopped.
 */
export async function proposeIndex(
  statement: ParsedStatement,
  { session, catalogue, plan, sizes }: Planned,
): Promise<{ proposal: Proposal | undefined; tried: number }> {
  const scans = nodesOf(plan).filter((node) => node['Node Type'] === 'Seq Scan')
  const candidates = candidatesOf(blocksOf(statement.node, catalogue), scans).filter(
    ({ table }) => (sizes.get(table.name) ?? 0) >= SMALL,
  )
  let best: Proposal | undefined
  const some = candidates.slice(0, TRIED)
  for (const candidate of some) {
    const tried = await tryIndex(statement, candidate, session)
    if (tried === undefined || tried.cost > plan['Total Cost'] * (1 - SAVED)) continue
    if (best !== undefined && tried.cost >= best.after * 0.98) continue
    const { table, columns, at } = candidate
    const tableRows = sizes.get(table.name) ?? 0
    best = {
      table: table.name,
      columns,
      at,
      before: plan['Total Cost'],
      after: tried.cost,
      tableRows,
      bytes: tried.bytes,
    }
  }
  return { proposal: best, tried: some.length }
}

interface Candidate {
  table: Table
  columns: string[]
  at: Node
}

const NAME = 'maifady_proposed'

async function tryIndex(
  statement: ParsedStatement,
  { table, columns }: Candidate,
  session: Session,
): Promise<{ cost: number; bytes: number } | undefined> {
  const keys = columns.map((column) => `"${column.replaceAll('"', '""')}"`).join(', ')
  const made = await runQueries(session, ['BEGIN', `CREATE INDEX ${NAME} ON ${quoted(table.name)} (${keys})`])
  const size = made.some(({ error }) => error !== undefined)
    ? undefined
    : (await runQueries(session, [`select pg_catalog.pg_relation_size('${NAME}')::text`]))[0]?.value
  const { plan } = size === undefined ? {} : await explain(statement, session)
  if (session.open) await runQueries(session, ['ROLLBACK'])
  if (plan === undefined || !nodesOf(plan).some((node) => node['Index Name'] === NAME)) return undefined
  return { cost: plan['Total Cost'], bytes: Number(size) }
}

/** Columns of the conditions and the order of each relation that is read as a whole: equal ones first, then the order or a range. */
function candidatesOf(blocks: readonly Block[], scans: readonly PlanNode[]): Candidate[] {
  const all = blocks.flatMap((block) =>
    block.relations.flatMap((relation): Candidate[] => {
      const { table } = relation
      const scan = scans.find((node) => node.Alias === relation.alias && node['Relation Name'] === bareName(table))
      if (table === undefined || scan === undefined) return []
      const { equal, joined, range } = comparedIn(block, relation)
      const order = orderOf(block, relation)
      const lists = [
        [...equal, ...order],
        [...equal, ...range.slice(0, 1)],
        equal,
        joined,
        [...equal, ...joined],
        [...joined, ...range.slice(0, 1)],
      ]
      return lists.flatMap((list) => {
        const columns = [...new Map(list.map((each) => [each.name, each])).values()]
        const at = columns[0]?.at
        const names = columns.map(({ name }) => name)
        return at === undefined || isThere(table, names) ? [] : [{ table, columns: names, at }]
      })
    }),
  )
  return [...new Map(all.map((each) => [`${each.table.name} ${each.columns.join(',')}`, each])).values()]
}

const bareName = (table: Table | undefined): string | undefined => table?.name.slice(table.name.lastIndexOf('.') + 1)

interface Compared {
  name: string
  at: Node
}

function comparedIn(block: Block, relation: Relation): { equal: Compared[]; joined: Compared[]; range: Compared[] } {
  const compared: Record<'equal' | 'joined' | 'range', Compared[]> = { equal: [], joined: [], range: [] }
  for (const condition of [...conditionsOf(block), ...quals(block)]) {
    const expression = as(condition, 'A_Expr')
    if (expression === undefined) continue
    const { kind, lexpr, rexpr } = expression
    const operator = operatorOf(expression)
    const pairs =
      operator === undefined
        ? [[lexpr, rexpr]]
        : [
            [lexpr, rexpr],
            [rexpr, lexpr],
          ]
    for (const [one, other] of pairs) {
      const found = columnAt(one, block)
      if (found?.relation !== relation) continue
      const item = { name: found.column.name, at: condition }
      if (operator === '=' && !isConstant(other)) compared.joined.push(item)
      else if (operator === '=' || kind === 'AEXPR_IN' || kind === 'AEXPR_OP_ANY') compared.equal.push(item)
      else if (kind === 'AEXPR_BETWEEN' || /^[<>]=?$/.test(operator ?? '')) compared.range.push(item)
    }
  }
  return compared
}

/** Conditions of outer joins, which find rows of the joined table as well. */
function quals(block: Block): Node[] {
  return find('fromClause' in block.node ? block.node.fromClause : undefined, 'JoinExpr').flatMap(
    ({ quals: on, jointype }) =>
      jointype === 'JOIN_INNER' || on === undefined ? [] : 'BoolExpr' in on ? (on.BoolExpr.args ?? []) : [on],
  )
}

/** The columns of ORDER BY, when all are of the relation and run the same way. */
function orderOf(block: Block, relation: Relation): Compared[] {
  if (block.kind !== 'select' || block.node.groupClause !== undefined) return []
  const terms = allOf(block.node.sortClause, 'SortBy')
  if (new Set(terms.map(({ sortby_dir }) => sortby_dir === 'SORTBY_DESC')).size > 1) return []
  const columns = terms.map(({ node }) => ({ found: columnAt(node, block), at: node }))
  return columns.every(({ found }) => found?.relation === relation)
    ? columns.flatMap(({ found, at }) =>
        found === undefined || at === undefined ? [] : [{ name: found.column.name, at }],
      )
    : []
}

function isThere({ indexes }: Table, names: readonly string[]): boolean {
  return indexes.some(
    ({ columns, predicate }) => predicate === null && names.every((name, index) => columns[index] === name),
  )
}
