import type { Node } from '@pgsql/types'
import { as, words } from '../../postgres-migration/ast.ts'
import type { Block, Relation } from '../blocks.ts'
import { includesKey, outputs, relationAt } from '../columns.ts'
import type { Hit, QueryRule } from './rule.ts'

export const distinctOverJoin: QueryRule = {
  name: 'distinct-over-join',
  title: 'DISTINCT that takes away what a join multiplied',
  severity: 'warning',
  why: 'The rows have their key in them, so they can only be double because a join found several rows for one: all of them are made, then sorted or hashed to throw most away.',
  fix: 'EXISTS (SELECT FROM … WHERE …) instead of the join, without DISTINCT.',
  sameAs: [],
  find({ blocks }) {
    return blocks.flatMap((block): Hit[] => {
      if (block.kind !== 'select' || block.relations.length < 2) return []
      const { distinctClause, groupClause, targetList } = block.node
      // Plain DISTINCT is a list of one empty node; DISTINCT ON has expressions.
      if (distinctClause === undefined || distinctClause.some((node) => Object.keys(node).length > 0)) return []
      if (groupClause !== undefined) return []
      const values = outputs(targetList).map(({ value }) => value)
      const relations = new Set(values.map((value) => ownerOf(value, block)))
      const [relation] = relations
      if (relations.size !== 1 || relation?.table === undefined) return []
      if (!includesKey(relation.table, namesOf(values, relation))) return []
      const others = block.relations.filter((each) => each !== relation).map(({ alias }) => `"${alias}"`)
      return [
        {
          at: values[0],
          basis: 'executed',
          message: `Rows of "${relation.alias}" are double only because of the join with ${others.join(', ')}, of which nothing is returned.`,
          fix: `WHERE EXISTS (SELECT FROM …) instead of joining ${others.join(', ')}, without DISTINCT`,
        },
      ]
    })
  },
}

function ownerOf(value: Node | undefined, block: Block): Relation | undefined {
  const fields = as(value, 'ColumnRef')?.fields
  if (fields === undefined || as(fields.at(-1), 'A_Star') === undefined) return relationAt(value, block)
  const [qualifier] = words(fields)
  return block.relations.find(({ alias }) => alias === qualifier)
}

function namesOf(values: readonly (Node | undefined)[], { table }: Relation): Set<string> {
  const names = values.flatMap((value) => {
    const fields = as(value, 'ColumnRef')?.fields
    const isStar = as(fields?.at(-1), 'A_Star') !== undefined
    return isStar ? (table?.columns.map(({ name }) => name) ?? []) : words(fields).slice(-1)
  })
  return new Set(names)
}
