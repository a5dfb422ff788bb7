import type { Node } from '@pgsql/types'
import { as } from '../../postgres-migration/ast.ts'
import type { Block } from '../blocks.ts'
import { columnAt, includesKey, outputs } from '../columns.ts'
import type { Hit, QueryRule } from './rule.ts'

/** Speaks only where it is certain: in each branch a key keeps rows apart, and a constant column tells the branches apart. */
export const unionOfDistinct: QueryRule = {
  name: 'union-of-distinct',
  title: 'UNION of rows that cannot be equal',
  severity: 'note',
  why: 'UNION sorts or hashes all rows to find duplicates, of which there can be none here.',
  fix: 'UNION ALL',
  sameAs: [],
  find({ blocks }) {
    return blocks.flatMap((block): Hit[] => {
      if (block.kind !== 'select' || block.node.op !== 'SETOP_UNION' || block.node.all === true) return []
      const [one, other] = [block.node.larg, block.node.rarg].map((node) => blocks.find((each) => each.node === node))
      if (one === undefined || other === undefined) return []
      const [left, right] = [distinctOutputs(one), distinctOutputs(other)]
      const differs = left?.some(({ value }, index) => differ(value, right?.[index]?.value)) === true
      if (!differs) return []
      return [
        {
          at: left?.[0]?.value,
          basis: 'executed',
          message: 'No row of one branch equals one of the other, and a key keeps the rows of each apart.',
        },
      ]
    })
  },
}

/** What a branch returns, when it is of one table, whose key is among it. */
function distinctOutputs(block: Block): ReturnType<typeof outputs> | undefined {
  if (block.kind !== 'select' || block.relations.length !== 1) return undefined
  const all = outputs(block.node.targetList)
  const names = all.flatMap(({ value }) => columnAt(value, block)?.column.name ?? [])
  return includesKey(block.relations[0]?.table, new Set(names)) ? all : undefined
}

function differ(one: Node | undefined, other: Node | undefined): boolean {
  const [left, right] = [one, other].map((node) => as(node, 'A_Const')?.sval?.sval)
  return left !== undefined && right !== undefined && left !== right
}
