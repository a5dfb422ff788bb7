import type { Node } from '@pgsql/types'
import { as, find, words } from '../../postgres-migration/ast.ts'
import type { Block } from '../blocks.ts'
import { columnAt, conditionsOf, outputs } from '../columns.ts'
import type { Hit, QueryRule, View } from './rule.ts'

export const notInNullable: QueryRule = {
  name: 'not-in-nullable',
  title: 'NOT IN over a list that may hold NULL',
  severity: 'error',
  why: 'One NULL in the list makes NOT IN true for no row: the query returns nothing, on the day the first NULL comes.',
  fix: 'NOT EXISTS (SELECT FROM … WHERE …), which also plans as an anti join; or the column IS NOT NULL in the subquery.',
  sameAs: [],
  find(view) {
    return [...view.blocks.flatMap((block) => ofSubquery(block, view)), ...ofLists(view)]
  },
}

function ofSubquery(block: Block, { statement }: View): Hit[] {
  const link = as(block.kind === 'select' ? block.sublink : undefined, 'SubLink')
  if (block.kind !== 'select' || link === undefined || block.role !== 'in' || !isNegated(link, statement.node))
    return []
  const [output] = outputs(block.node.targetList)
  const found = columnAt(output?.value, block)
  if (found === undefined) return []
  const { column, table, relation } = found
  const isOuter = relation.optional
  if ((column.notNull && !isOuter) || isKept(block, output?.value)) return []
  const when = column.notNull ? 'the outer join finds no' : 'a row has no'
  return [
    {
      at: output?.value,
      basis: 'executed',
      message: `NOT IN returns no row at all as soon as ${when} "${column.name}" in "${table.name}".`,
    },
  ]
}

/** NOT (x IN …), as the parser writes NOT IN, or x <> ALL (…). */
function isNegated(link: NonNullable<ReturnType<typeof asSubLink>>, statement: Node): boolean {
  if (link.subLinkType === 'ALL_SUBLINK') return words(link.operName).at(-1) === '<>'
  return find(statement, 'BoolExpr').some(
    ({ boolop, args }) => boolop === 'NOT_EXPR' && as(args?.[0], 'SubLink') === link,
  )
}

const asSubLink = (node: Node) => as(node, 'SubLink')

/** A condition on the column itself keeps NULL out: IS NOT NULL, or any strict comparison. */
function isKept(block: Block, output: Node | undefined): boolean {
  const found = columnAt(output, block)
  const isSame = (node: Node | undefined): boolean => {
    const other = columnAt(node, block)
    return other !== undefined && other.column === found?.column && other.relation === found.relation
  }
  return conditionsOf(block).some((condition) => {
    const test = as(condition, 'NullTest')
    if (test !== undefined) return test.nulltesttype === 'IS_NOT_NULL' && isSame(test.arg)
    const { kind, lexpr, rexpr } = as(condition, 'A_Expr') ?? {}
    return STRICT.has(kind ?? '') && (isSame(lexpr) || isSame(rexpr))
  })
}

const STRICT = new Set(['AEXPR_OP', 'AEXPR_IN', 'AEXPR_LIKE', 'AEXPR_ILIKE', 'AEXPR_BETWEEN'])

/** A list that is written out. */
function ofLists({ statement }: View): Hit[] {
  return find(statement.node, 'A_Expr').flatMap((expression): Hit[] => {
    const { kind, name, rexpr } = expression
    if (kind !== 'AEXPR_IN' || words(name).at(-1) !== '<>') return []
    const items = as(rexpr, 'List')?.items ?? []
    if (!items.some((item) => as(item, 'A_Const')?.isnull === true)) return []
    return [{ at: { A_Expr: expression }, basis: 'parsed', message: 'NOT IN with NULL in its list returns no row.' }]
  })
}
