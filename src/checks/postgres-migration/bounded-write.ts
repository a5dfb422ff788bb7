import type { A_Expr, Node, SelectStmt } from '@pgsql/types'
import { allOf, as, columnOf, walk, words } from './ast.ts'
import type { Write } from './change.ts'
import type { SchemaModel } from './schema-model.ts'

/**
 * Whether a statement says itself how many rows it can touch at most, however large the table is. It does when
 * - a part of its WHERE (joined by AND) fixes a key: `id = 5`, `id IN (1, 2)`, `id = ANY ('{1,2}')`, all columns of a unique index;
 * - or gives a column a lower and an upper end: `id > 1000 AND id <= 2000`, BETWEEN;
 * - or takes its keys from a subquery with LIMIT, from VALUES, or from one that is itself bounded;
 * - or it is joined (FROM, USING) to such a subquery or WITH query;
 * - or it says WHERE CURRENT OF or WHERE false.
 * A condition on anything else (`WHERE x IS NULL`, `status = 'old'`) may match every row.
 */
export function isBounded(write: Write, schema: SchemaModel): boolean {
  const node = write.node
  const ctes = boundedQueries('withClause' in node ? node.withClause?.ctes : undefined)
  const scope: Scope = { isKey: (columns) => isKey(schema, write.table, columns), ctes, relations: relationsOf(node) }
  if (write.verb === 'insert') return !readsTable((node as { selectStmt?: Node }).selectStmt)
  if (write.verb === 'merge') {
    const { sourceRelation, joinCondition } = node as { sourceRelation?: Node; joinCondition?: Node }
    return isBoundedItem(sourceRelation, ctes) || whereIsBounded(joinCondition, scope)
  }
  const { whereClause, fromClause, usingClause } = node as {
    whereClause?: Node
    fromClause?: Node[]
    usingClause?: Node[]
  }
  return (
    whereIsBounded(whereClause, scope) ||
    [...(fromClause ?? []), ...(usingClause ?? [])].some((item) => isBoundedItem(item, ctes))
  )
}

interface Scope {
  isKey(columns: ReadonlySet<string>): boolean
  /** Names of WITH queries that give a bounded number of rows. */
  ctes: ReadonlySet<string>
  /** Names and aliases of all tables of the statement; undefined where that is not known. */
  relations?: ReadonlySet<string>
}

function relationsOf(node: Write['node']): Set<string> {
  const names = new Set<string>()
  const add = (item: { relname?: string; alias?: { aliasname?: string } } | undefined): void => {
    for (const name of [item?.relname, item?.alias?.aliasname]) if (name !== undefined) names.add(name)
  }
  add(node.relation)
  walk(node, (_kind, content) => {
    add(content as Parameters<typeof add>[0])
    return undefined
  })
  return names
}

/** Columns that identify a row in tables whose definition is not among the files. */
const KEY_NAMES = new Set(['id', 'uuid', 'ctid'])

function isKey(schema: SchemaModel, table: string, columns: ReadonlySet<string>): boolean {
  if (columns.has('ctid')) return true
  const unique = (schema.indexes.get(table) ?? []).filter((index) => index.unique && index.predicate === undefined)
  if (unique.some((index) => index.columns.every((column) => column !== null && columns.has(column)))) return true
  return schema.tables.get(table)?.complete !== true && [...columns].some((column) => KEY_NAMES.has(column))
}

function whereIsBounded(where: Node | undefined, scope: Scope): boolean {
  const parts = conjuncts(where)
  const fixed = new Set(parts.flatMap((part) => fixedColumn(part, scope) ?? []))
  return scope.isKey(fixed) || parts.some((part) => endsQuery(part)) || hasBothEnds(parts)
}

function conjuncts(node: Node | undefined): Node[] {
  const all = as(node, 'BoolExpr')
  if (all?.boolop === 'AND_EXPR') return (all.args ?? []).flatMap(conjuncts)
  return node === undefined ? [] : [node]
}

function endsQuery(part: Node): boolean {
  if (as(part, 'CurrentOfExpr') !== undefined) return true
  const constant = as(part, 'A_Const')
  // The tree leaves a false value out.
  return constant !== undefined && 'boolval' in constant && constant.boolval?.boolval !== true
}

/** The column that a condition ties to a bounded number of values. */
function fixedColumn(part: Node, scope: Scope): string | undefined {
  const sublink = as(part, 'SubLink')
  if (sublink?.subLinkType === 'ANY_SUBLINK') {
    return isBoundedQuery(as(sublink.subselect, 'SelectStmt'), scope.ctes) ? columnOf(sublink.testexpr) : undefined
  }
  const expression = as(part, 'A_Expr')
  if (expression === undefined || words(expression.name).join() !== '=') return undefined
  const { kind, lexpr, rexpr } = expression
  if (kind === 'AEXPR_OP') {
    if (isValue(rexpr, scope)) return columnOf(lexpr)
    return isValue(lexpr, scope) ? columnOf(rexpr) : undefined
  }
  if (kind === 'AEXPR_IN')
    return (as(rexpr, 'List')?.items ?? []).every((item) => isValue(item, scope)) ? columnOf(lexpr) : undefined
  return kind === 'AEXPR_OP_ANY' && isValue(rexpr, scope) ? columnOf(lexpr) : undefined
}

/** A constant, a parameter, an array of them, a bounded subquery, or anything computed from those. */
function isValue(node: Node | undefined, scope: Scope): boolean {
  if (node === undefined) return false
  const sublink = as(node, 'SubLink')
  if (sublink !== undefined)
    return sublink.subLinkType === 'EXPR_SUBLINK' || isBoundedQuery(as(sublink.subselect, 'SelectStmt'), scope.ctes)
  const cast = as(node, 'TypeCast')
  if (cast !== undefined) return isValue(cast.arg, scope)
  const array = as(node, 'A_ArrayExpr')
  if (array !== undefined) return (array.elements ?? []).every((element) => isValue(element, scope))
  return as(node, 'A_Const') !== undefined || as(node, 'ParamRef') !== undefined || isVariable(node, scope)
}

/** In PL/pgSQL: a field of a record (`row.id`, where no table is called `row`), or a name with a prefix that people give variables. */
function isVariable(node: Node, { relations }: Scope): boolean {
  const [first = '', second] = words(as(node, 'ColumnRef')?.fields)
  if (second === undefined) return /^(v_|p_|_)/.test(first)
  return relations !== undefined && !relations.has(first)
}

function hasBothEnds(parts: readonly Node[]): boolean {
  const lower = new Set<string>()
  const upper = new Set<string>()
  for (const part of parts) {
    const expression = as(part, 'A_Expr')
    const column = columnOf(expression?.lexpr)
    if (expression === undefined || column === undefined) continue
    if (expression.kind === 'AEXPR_BETWEEN' || expression.kind === 'AEXPR_BETWEEN_SYM') return true
    const operator = comparison(expression)
    if (operator?.startsWith('>')) lower.add(column)
    if (operator?.startsWith('<')) upper.add(column)
  }
  return [...lower].some((column) => upper.has(column))
}

function comparison({ kind, name }: A_Expr): string | undefined {
  const operator = words(name).join()
  return kind === 'AEXPR_OP' && /^[<>]=?$/.test(operator) ? operator : undefined
}

function isBoundedItem(item: Node | undefined, ctes: ReadonlySet<string>): boolean {
  const relation = as(item, 'RangeVar')
  if (relation !== undefined) return relation.schemaname === undefined && ctes.has(relation.relname ?? '')
  const join = as(item, 'JoinExpr')
  if (join !== undefined)
    return join.jointype === 'JOIN_INNER' && (isBoundedItem(join.larg, ctes) || isBoundedItem(join.rarg, ctes))
  return isBoundedQuery(as(as(item, 'RangeSubselect')?.subquery, 'SelectStmt'), ctes)
}

function isBoundedQuery(select: SelectStmt | undefined, ctes: ReadonlySet<string>): boolean {
  if (select === undefined) return false
  if (select.limitCount !== undefined && as(select.limitCount, 'A_Const')?.isnull !== true) return true
  if ((select.valuesLists ?? []).length > 0) return true
  if ((select.fromClause ?? []).some((item) => isBoundedItem(item, ctes))) return true
  return whereIsBounded(select.whereClause, {
    ctes,
    isKey: (columns) => [...columns].some((column) => KEY_NAMES.has(column)),
  })
}

function boundedQueries(ctes: readonly Node[] | undefined): Set<string> {
  const bounded = new Set<string>()
  for (const { ctename = '', ctequery } of allOf(ctes, 'CommonTableExpr')) {
    if (isBoundedQuery(as(ctequery, 'SelectStmt'), bounded)) bounded.add(ctename)
  }
  return bounded
}

/** Whether a query reads a table at all: INSERT … VALUES and INSERT … SELECT 1 do not. */
export function readsTable(query: Node | undefined): boolean {
  const select = as(query, 'SelectStmt')
  return select !== undefined && ((select.fromClause ?? []).length > 0 || select.larg !== undefined)
}
