import type { Node } from '@pgsql/types'
import { as, find, words } from '../../postgres-migration/ast.ts'
import type { Block } from '../blocks.ts'
import { columnAt, conditionsOf, type Found, isConstant, isFoundOtherwise, operatorOf } from '../columns.ts'
import type { Hit, QueryRule } from './rule.ts'

export const expressionOnIndexedColumn: QueryRule = {
  name: 'expression-on-indexed-column',
  title: 'Condition on an expression of an indexed column',
  severity: 'warning',
  why: 'An index on a column is ordered by the column, not by what a function, a cast or a sum makes of it: every row is read and the expression computed.',
  fix: "Put the column alone on one side: created_at >= $1 AND created_at < $1 + interval '1 day' instead of created_at::date = $1. Where that cannot be, an index on the expression.",
  sameAs: [],
  find({ blocks }) {
    return blocks.flatMap((block) => conditionsOf(block).flatMap((condition) => ofCondition(condition, block)))
  },
}

const COMPARISONS = new Set(['=', '<', '>', '<=', '>='])

function ofCondition(condition: Node, block: Block): Hit[] {
  const comparison = as(condition, 'A_Expr')
  if (comparison === undefined) return []
  const { kind, lexpr, rexpr } = comparison
  const isRange = kind === 'AEXPR_IN' || kind === 'AEXPR_BETWEEN' || kind === 'AEXPR_OP_ANY'
  if (!isRange && !COMPARISONS.has(operatorOf(comparison) ?? '')) return []
  const sides = isRange
    ? [[lexpr, rexpr]]
    : [
        [lexpr, rexpr],
        [rexpr, lexpr],
      ]
  return sides.flatMap(([expression, value]): Hit[] => {
    if (expression === undefined || !isConstant(value)) return []
    const found = columnIn(expression, block)
    if (found === undefined || isFoundOtherwise(block, found)) return []
    const { table, column } = found
    const index = table.indexes.find(
      ({ method, columns, predicate }) => method === 'btree' && predicate === null && columns[0] === column.name,
    )
    if (index === undefined || hasExpressionIndex(found, expression)) return []
    return [
      {
        at: expression,
        basis: 'executed',
        message: `Index "${index.name}" of "${table.name}" cannot serve it: the condition is on an expression of "${column.name}", not on the column.`,
        fix: fixOf(expression, found),
      },
    ]
  })
}

/** The only column in an expression that is more than a column. */
function columnIn(expression: Node, block: Block): Found | undefined {
  if ('ColumnRef' in expression || find(expression, 'SubLink').length > 0) return undefined
  const [column, ...others] = find(expression, 'ColumnRef')
  return column === undefined || others.length > 0 ? undefined : columnAt({ ColumnRef: column }, block)
}

/** An index on an expression of the column by the same function or cast. */
function hasExpressionIndex({ table, column }: Found, expression: Node): boolean {
  const name = functionOf(expression)
  return table.indexes.some(({ keys }) =>
    keys.some((key) => key.includes(column.name) && (name === undefined ? /[()]/.test(key) : key.includes(`${name}(`))),
  )
}

function functionOf(expression: Node): string | undefined {
  const call = as(expression, 'FuncCall')
  return call === undefined ? undefined : words(call.funcname).at(-1)
}

function fixOf(expression: Node, { column }: Found): string {
  const name = functionOf(expression)
  if (/^(?:timestamp|date)/.test(column.base))
    return `A range on the column: ${column.name} >= … AND ${column.name} < …, the end left out.`
  if (name !== undefined) return `CREATE INDEX … (${name}(${column.name})), when the condition is to stay as it is.`
  if ('A_Expr' in expression) return `Compute on the other side, so that "${column.name}" stands alone.`
  return `Compare "${column.name}" itself, with a value of its type (${column.type}).`
}
