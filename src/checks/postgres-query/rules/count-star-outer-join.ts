import { find, words } from '../../postgres-migration/ast.ts'
import { relationAt } from '../columns.ts'
import type { Hit, QueryRule } from './rule.ts'

export const countStarOuterJoin: QueryRule = {
  name: 'count-star-outer-join',
  title: 'count(*) of the rows of an outer join',
  severity: 'warning',
  why: 'A row for which the join finds nothing is still a row: count(*) says 1 where 0 is meant.',
  fix: 'count(o.id): a column of the joined table that is never NULL.',
  sameAs: [],
  find({ blocks }) {
    return blocks.flatMap((block): Hit[] => {
      if (block.kind !== 'select' || block.node.groupClause === undefined) return []
      const groups = block.node.groupClause.map((node) => relationAt(node, block))
      const optional = block.relations.filter((relation) => relation.optional)
      // Grouped by the columns of the joined table, the row without one is a group of its own.
      if (optional.length === 0 || groups.some((relation) => relation === undefined || relation.optional)) return []
      const inWhere = find(block.where, 'ColumnRef').map((each) => relationAt({ ColumnRef: each }, block))
      if (inWhere.some((relation) => relation?.optional !== false)) return []
      return find(block.node.targetList, 'FuncCall').flatMap((call): Hit[] => {
        if (call.agg_star !== true || call.over !== undefined || call.agg_filter !== undefined) return []
        if (words(call.funcname).at(-1) !== 'count') return []
        const [relation] = optional
        const key = relation?.table?.columns.find(({ notNull }) => notNull)?.name ?? 'id'
        return [
          {
            at: { FuncCall: call },
            basis: 'parsed',
            message: `It is 1, not 0, where the outer join finds no "${relation?.alias}".`,
            fix: `count(${relation?.alias}.${key})`,
          },
        ]
      })
    })
  },
}
