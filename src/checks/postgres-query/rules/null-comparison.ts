import type { Node } from '@pgsql/types'
import { as, find } from '../../postgres-migration/ast.ts'
import { operatorOf } from '../columns.ts'
import type { QueryRule } from './rule.ts'

export const nullComparison: QueryRule = {
  name: 'null-comparison',
  title: 'Comparison with NULL by an operator',
  severity: 'error',
  why: 'The result of `= NULL` and `<> NULL` is NULL for every row, never true: the condition keeps no row.',
  fix: 'IS NULL or IS NOT NULL; IS [NOT] DISTINCT FROM where either side may be NULL.',
  sameAs: ['sqlfluff:CV05'],
  find({ statement }) {
    return find(statement.node, 'A_Expr').flatMap((expression) => {
      const operator = operatorOf(expression)
      if (operator !== '=' && operator !== '<>') return []
      if (!isNull(expression.lexpr) && !isNull(expression.rexpr)) return []
      return [
        {
          at: { A_Expr: expression },
          basis: 'parsed' as const,
          message: `"${operator} NULL" is true for no row.`,
          fix: operator === '=' ? 'IS NULL' : 'IS NOT NULL',
        },
      ]
    })
  },
}

function isNull(node: Node | undefined): boolean {
  return as(node, 'A_Const')?.isnull === true
}
