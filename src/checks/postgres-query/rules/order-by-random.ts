import { allOf, as, words } from '../../postgres-migration/ast.ts'
import type { Hit, QueryRule } from './rule.ts'

export const orderByRandom: QueryRule = {
  name: 'order-by-random',
  title: 'ORDER BY random()',
  severity: 'warning',
  why: 'Every row gets a number and all are sorted by it, for the few that LIMIT takes.',
  fix: 'TABLESAMPLE for a share of a large table; a random starting point in the key (WHERE id >= $1 ORDER BY id LIMIT 1) for one row.',
  sameAs: [],
  find({ blocks }) {
    return blocks.flatMap((block): Hit[] => {
      if (block.kind !== 'select' || block.node.limitCount === undefined) return []
      const [relation] = block.relations
      if (relation?.stored !== true || relation.node === undefined) return []
      const isSampled = allOf(block.node.fromClause, 'RangeTableSample').length > 0
      const call = allOf(block.node.sortClause, 'SortBy').find(({ node }) =>
        /^(?:random|gen_random_uuid)$/.test(words(as(node, 'FuncCall')?.funcname).at(-1) ?? ''),
      )
      if (isSampled || call === undefined) return []
      return [
        { at: call.node, basis: 'parsed', message: `It sorts all rows of "${relation.alias}" to take a few of them.` },
      ]
    })
  },
}
