import type { DeleteStmt, InsertStmt, Node, RangeVar, SelectStmt, UpdateStmt } from '@pgsql/types'
import { allOf, as, relationName } from '../postgres-migration/ast.ts'
import type { Catalogue, Table } from '../postgres-schema/catalogue.ts'

/** A table, view, subquery or function that a block reads, by the name that its columns are qualified with. */
export interface Relation {
  alias: string
  /** What the catalogue knows of it; undefined for a view, a subquery, a function, or when there is no schema. */
  table: Table | undefined
  /** It names a table or a view, not a subquery, a function or a WITH query. */
  stored: boolean
  node: Node | undefined
  /** Index into the text. */
  location: number | undefined
  /** Its columns may be NULL because an outer join found nothing. */
  optional: boolean
  /** It may refer to the relations before it. */
  lateral: boolean
}

/** Where a SELECT stands. `branch`: of a UNION, INTERSECT or EXCEPT. */
export type Role =
  | 'top'
  | 'exists'
  | 'in'
  | 'scalar'
  | 'array'
  | 'cte'
  | 'from'
  | 'branch'
  | 'insert'
  | 'view'
  | 'other'

interface Common {
  relations: Relation[]
  where: Node | undefined
  /** Blocks around it, the nearest first. */
  outer: readonly Block[]
  /** Of a comparison with a subquery. */
  sublink?: Node | undefined
}

/** A part of a statement with relations of its own. */
export type Block =
  | ({ kind: 'select'; node: SelectStmt; role: Role } & Common)
  | ({ kind: 'update'; node: UpdateStmt; target: Relation } & Common)
  | ({ kind: 'delete'; node: DeleteStmt; target: Relation } & Common)

interface Context {
  catalogue: Catalogue | undefined
  outer: readonly Block[]
  role: Role
  /** Names of WITH queries in sight. */
  ctes: ReadonlySet<string>
  sublink?: Node | undefined
}

/** All blocks of a statement, each before those inside it. */
export function blocksOf(statement: Node, catalogue: Catalogue | undefined): Block[] {
  const blocks: Block[] = []
  visit(statement, { catalogue, outer: [], role: 'top', ctes: new Set() }, blocks)
  return blocks
}

function visit(tree: unknown, context: Context, blocks: Block[]): void {
  if (Array.isArray(tree)) {
    for (const item of tree) visit(item, context, blocks)
    return
  }
  if (tree === null || typeof tree !== 'object') return
  for (const [key, value] of Object.entries(tree)) {
    if (value === null || typeof value !== 'object') continue
    if (key === 'SelectStmt') select(value as SelectStmt, context, blocks)
    else if (key === 'UpdateStmt' || key === 'DeleteStmt')
      change(key, value as UpdateStmt & DeleteStmt, context, blocks)
    else if (key === 'SubLink') sublink(value as NonNullable<ReturnType<typeof asSubLink>>, context, blocks)
    else {
      const ctes = withNames((value as InsertStmt).withClause?.ctes, context.ctes)
      visit(value, { ...context, ctes, role: ROLES[key] ?? context.role }, blocks)
    }
  }
}

const ROLES: Readonly<Record<string, Role>> = {
  CommonTableExpr: 'cte',
  RangeSubselect: 'from',
  InsertStmt: 'insert',
  ViewStmt: 'view',
  CreateTableAsStmt: 'insert',
}

const asSubLink = (node: Node) => as(node, 'SubLink')

function sublink(link: NonNullable<ReturnType<typeof asSubLink>>, context: Context, blocks: Block[]): void {
  visit(link.testexpr, { ...context, role: 'other' }, blocks)
  const role = SUBLINK_ROLES[link.subLinkType ?? ''] ?? 'other'
  visit(link.subselect, { ...context, role, sublink: { SubLink: link } }, blocks)
}

const SUBLINK_ROLES: Readonly<Record<string, Role>> = {
  EXISTS_SUBLINK: 'exists',
  ANY_SUBLINK: 'in',
  ALL_SUBLINK: 'in',
  EXPR_SUBLINK: 'scalar',
  ARRAY_SUBLINK: 'array',
}

function select(node: SelectStmt, context: Context, blocks: Block[]): void {
  const ctes = withNames(node.withClause?.ctes, context.ctes)
  const { role, outer } = context
  const relations = relationsOf(node.fromClause, { ...context, ctes })
  const block: Block = {
    kind: 'select',
    node,
    role,
    relations,
    where: node.whereClause,
    outer,
    sublink: context.sublink,
  }
  blocks.push(block)
  const inside: Context = { ...context, ctes, outer: [block, ...outer], role: 'other', sublink: undefined }
  for (const branch of [node.larg, node.rarg])
    if (branch !== undefined) select(branch, { ...context, ctes, role: 'branch' }, blocks)
  const { larg: _larg, rarg: _rarg, ...rest } = node
  visit(rest, inside, blocks)
}

function change(
  key: 'UpdateStmt' | 'DeleteStmt',
  node: UpdateStmt & DeleteStmt,
  context: Context,
  blocks: Block[],
): void {
  const ctes = withNames(node.withClause?.ctes, context.ctes)
  const { relation, whereClause: where } = node
  const target = fromRangeVar(relation ?? {}, { ...context, ctes: new Set() })
  const others = relationsOf(node.fromClause ?? node.usingClause, { ...context, ctes })
  const common = { node, target, relations: [target, ...others], where, outer: context.outer }
  const block: Block = key === 'UpdateStmt' ? { kind: 'update', ...common } : { kind: 'delete', ...common }
  blocks.push(block)
  visit({ ...node, relation: undefined }, { ...context, ctes, outer: [block, ...context.outer], role: 'other' }, blocks)
}

function withNames(nodes: readonly Node[] | undefined, before: ReadonlySet<string>): ReadonlySet<string> {
  const names = allOf(nodes, 'CommonTableExpr').flatMap(({ ctename }) => ctename ?? [])
  return names.length === 0 ? before : new Set([...before, ...names])
}

function relationsOf(nodes: readonly Node[] | undefined, context: Context, optional = false): Relation[] {
  return (nodes ?? []).flatMap((node) => relationsIn(node, context, optional))
}

function relationsIn(node: Node, context: Context, optional: boolean): Relation[] {
  const join = as(node, 'JoinExpr')
  if (join !== undefined) {
    const { jointype, larg, rarg } = join
    const left = optional || jointype === 'JOIN_RIGHT' || jointype === 'JOIN_FULL'
    const right = optional || jointype === 'JOIN_LEFT' || jointype === 'JOIN_FULL'
    return [
      ...relationsOf(larg === undefined ? [] : [larg], context, left),
      ...relationsOf(rarg === undefined ? [] : [rarg], context, right),
    ]
  }
  const named = as(node, 'RangeVar')
  if (named !== undefined) return [{ ...fromRangeVar(named, context), node, optional }]
  const sampled = as(node, 'RangeTableSample')?.relation
  if (sampled !== undefined) return relationsIn(sampled, context, optional)
  const content: { alias?: { aliasname?: string }; lateral?: boolean } | undefined = Object.values(node)[0]
  const lateral = content?.lateral === true || 'RangeFunction' in node
  const base = { table: undefined, stored: false, location: undefined, lateral }
  return [{ alias: content?.alias?.aliasname ?? '', node, optional, ...base }]
}

function fromRangeVar(named: RangeVar, { catalogue, ctes }: Context): Relation {
  const name = relationName(named)
  const isCte = named.schemaname === undefined && ctes.has(named.relname ?? '')
  const table = isCte ? undefined : catalogue?.tables.find((each) => each.name === name)
  const alias = named.alias?.aliasname ?? named.relname ?? ''
  return { alias, table, stored: !isCte, node: undefined, location: named.location, optional: false, lateral: false }
}
