import type { Node } from '@pgsql/types'
import { as, find, words } from '../../postgres-migration/ast.ts'
import { operatorOf, outputs } from '../columns.ts'
import type { Hit, QueryRule } from './rule.ts'

/** What a count is compared with to ask whether there is a row, by operator. */
const ASKS: Readonly<Record<string, number>> = { '>': 0, '=': 0, '<>': 0, '>=': 1, '<': 1 }

export const countForExistence: QueryRule = {
  name: 'count-for-existence',
  title: 'count(*) to see whether there is a row',
  severity: 'warning',
  why: 'count reads all the rows that match; EXISTS ends at the first one.',
  fix: 'EXISTS (SELECT FROM … WHERE …), or NOT EXISTS.',
  sameAs: [],
  find({ statement }) {
    return find(statement.node, 'A_Expr').flatMap((expression): Hit[] => {
      const { lexpr, rexpr } = expression
      const operator = operatorOf(expression) ?? ''
      const number = as(rexpr, 'A_Const')?.ival
      if (number === undefined || (number.ival ?? 0) !== ASKS[operator] || !isCount(lexpr)) return []
      const none = operator === '=' || operator === '<'
      return [
        {
          at: { A_Expr: expression },
          basis: 'parsed',
          message: 'It counts every row that matches to learn whether there is one.',
          fix: none ? 'NOT EXISTS (SELECT FROM …)' : 'EXISTS (SELECT FROM …)',
        },
      ]
    })
  },
}

function isCount(node: Node | undefined): boolean {
  const link = as(node, 'SubLink')
  const select = link?.subLinkType === 'EXPR_SUBLINK' ? as(link.subselect, 'SelectStmt') : undefined
  if (select?.fromClause === undefined || select.groupClause !== undefined) return false
  const [output] = outputs(select.targetList)
  const call = as(output?.value, 'FuncCall')
  return call !== undefined && words(call.funcname).at(-1) === 'count' && call.over === undefined
}
