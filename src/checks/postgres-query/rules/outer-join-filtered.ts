import { as } from '../../postgres-migration/ast.ts'
import { conjuncts, joinsOf, relationAt } from '../columns.ts'
import type { Hit, QueryRule } from './rule.ts'

const STRICT = new Set(['AEXPR_OP', 'AEXPR_OP_ANY', 'AEXPR_IN', 'AEXPR_LIKE', 'AEXPR_ILIKE', 'AEXPR_BETWEEN'])

export const outerJoinFiltered: QueryRule = {
  name: 'outer-join-filtered',
  title: 'Outer join that WHERE turns into an inner one',
  severity: 'warning',
  why: 'Where the join finds nothing its columns are NULL, and a comparison with NULL keeps no row: exactly the rows that the outer join was written for are thrown away.',
  fix: 'Move the condition into ON to keep those rows, or write JOIN when they are not wanted.',
  sameAs: [],
  find({ blocks }) {
    return blocks.flatMap((block): Hit[] => {
      if (joinsOf(block).some(({ jointype }) => jointype === 'JOIN_FULL')) return []
      return conjuncts(block.where).flatMap((condition): Hit[] => {
        const { kind, lexpr, rexpr } = as(condition, 'A_Expr') ?? {}
        const test = as(condition, 'NullTest')
        const sides = STRICT.has(kind ?? '') ? [lexpr, rexpr] : test?.nulltesttype === 'IS_NOT_NULL' ? [test.arg] : []
        const relation = sides.map((side) => relationAt(side, block)).find((each) => each?.optional === true)
        if (relation === undefined) return []
        return [
          {
            at: condition,
            basis: 'parsed',
            message: `It is true for no row for which the outer join finds no "${relation.alias}": the join is an inner one.`,
          },
        ]
      })
    })
  },
}
