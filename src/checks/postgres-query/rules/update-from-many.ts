import type { Node } from '@pgsql/types'
import { as, find } from '../../postgres-migration/ast.ts'
import type { Block, Relation } from '../blocks.ts'
import { columnAt, conjuncts, includesKey, operatorOf, relationAt } from '../columns.ts'
import type { Hit, QueryRule } from './rule.ts'

export const updateFromMany: QueryRule = {
  name: 'update-from-many',
  title: 'UPDATE … FROM that may find several rows for one',
  severity: 'warning',
  why: 'A row is updated once, from whichever of the rows that match comes first: which value it gets depends on the plan.',
  fix: 'Join on a unique key; or make one row of the many first (DISTINCT ON … ORDER BY, an aggregate), and join that.',
  sameAs: [],
  find({ blocks }) {
    return blocks.flatMap((block): Hit[] => {
      if (block.kind !== 'update' || block.relations.length !== 2) return []
      const source = block.relations[1]
      if (source?.table === undefined) return []
      const uses = find(block.node.targetList, 'ColumnRef').find(
        (column) => relationAt({ ColumnRef: column }, block) === source,
      )
      if (uses === undefined || includesKey(source.table, matched(block, source))) return []
      return [
        {
          at: { ColumnRef: uses },
          basis: 'executed',
          message: `Several rows of "${source.alias}" may match one of "${block.target.alias}": no unique key of it is compared.`,
        },
      ]
    })
  },
}

/** Columns of a relation that are equal to something that is not of it. */
function matched(block: Block, relation: Relation): Set<string> {
  const isOther = (node: Node | undefined): boolean =>
    find(node, 'ColumnRef').every((column) => relationAt({ ColumnRef: column }, block) !== relation)
  const names = conjuncts(block.where).flatMap((condition) => {
    const comparison = as(condition, 'A_Expr')
    if (comparison === undefined || operatorOf(comparison) !== '=') return []
    const { lexpr, rexpr } = comparison
    return [
      [lexpr, rexpr],
      [rexpr, lexpr],
    ].flatMap(([one, other]) => {
      const found = columnAt(one, block)
      return found?.relation === relation && isOther(other) ? [found.column.name] : []
    })
  })
  return new Set(names)
}
