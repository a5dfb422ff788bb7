import type { ColumnRef, JoinExpr, Node } from '@pgsql/types'
import { as, find } from '../../postgres-migration/ast.ts'
import type { Block, Relation } from '../blocks.ts'
import { fixedColumns, joinsOf, relationAt } from '../columns.ts'
import type { Hit, QueryRule } from './rule.ts'

/** CROSS JOIN and ON true are meant. A relation with a column that is fixed to a value is joined by that value. */
export const cartesianJoin: QueryRule = {
  name: 'cartesian-join',
  title: 'Tables that no condition joins',
  severity: 'error',
  why: 'Every row of the one is paired with every row of the other: with 10,000 rows each, 100 million.',
  fix: 'The condition that is missing, as JOIN … ON; CROSS JOIN when every pair is meant.',
  sameAs: [],
  find({ blocks }) {
    return blocks.flatMap((block) => [...apart(block), ...joinsOf(block).flatMap((join) => oneSided(join, block))])
  },
}

/** Relations of a list (FROM a, b) that nothing ties to the first. */
function apart(block: Block): Hit[] {
  const groups = new Map<Relation, number>()
  for (const [index, items] of itemsOf(block).entries()) for (const relation of items) groups.set(relation, index)
  const conditions = [block.where, ...joinsOf(block).map(({ quals }) => quals)]
  for (const condition of conditions.flatMap(leaves)) {
    const relations = relationsIn(find(condition, 'ColumnRef'), block)
    // A column of which it is not known where it belongs may join anything.
    if (relations === undefined) return []
    const [first, ...others] = relations.map((relation) => groups.get(relation))
    for (const [relation, group] of groups)
      if (group !== undefined && others.includes(group)) groups.set(relation, first ?? group)
  }
  const joined = [...groups].filter(([relation]) => relation.stored && fixedColumns(block, relation).size === 0)
  const [first] = joined
  const lone = joined.find(([, group]) => group !== first?.[1])
  if (first === undefined || lone === undefined) return []
  const [{ alias, location }] = lone
  return [
    {
      at: location,
      basis: 'parsed',
      message: `No condition joins "${alias}" to "${first[0].alias}": every row is paired with every row.`,
    },
  ]
}

/** The items of FROM or USING, and the target of a write, each with its relations. */
function itemsOf({ node, relations, kind }: Block): Relation[][] {
  const nodes = [
    ...('fromClause' in node ? (node.fromClause ?? []) : []),
    ...('usingClause' in node ? (node.usingClause ?? []) : []),
  ]
  const left = [...relations]
  const target = kind === 'select' ? [] : [left.splice(0, 1)]
  return [...target, ...nodes.map((each) => left.splice(0, countIn(each)))]
}

function countIn(node: Node): number {
  const join = as(node, 'JoinExpr')
  if (join === undefined) return 1
  return [join.larg, join.rarg].reduce((sum, side) => sum + (side === undefined ? 0 : countIn(side)), 0)
}

/** The parts of a condition, whatever joins them. */
function leaves(node: Node | undefined): Node[] {
  const all = as(node, 'BoolExpr')
  if (all !== undefined) return (all.args ?? []).flatMap(leaves)
  return node === undefined ? [] : [node]
}

/** Undefined when a column may be of any relation. References to a block around it are left out. */
function relationsIn(columns: readonly ColumnRef[], block: Block): Relation[] | undefined {
  const found: Relation[] = []
  for (const column of columns) {
    const relation = relationAt({ ColumnRef: column }, block)
    if (relation !== undefined) found.push(relation)
    else if ((column.fields?.length ?? 0) < 2) return undefined
  }
  return found
}

/** JOIN b ON a.id = a.b_id: the condition says nothing of what it joins. */
function oneSided({ quals, rarg, jointype }: JoinExpr, block: Block): Hit[] {
  const named = as(rarg, 'RangeVar')
  const right = block.relations.find(({ node }) => node === rarg)
  if (named === undefined || right === undefined || !right.stored || jointype === 'JOIN_FULL') return []
  const columns = find(quals, 'ColumnRef')
  const relations = relationsIn(columns, block)
  if (relations === undefined || relations.length === 0 || relations.length < columns.length) return []
  if (relations.includes(right)) return []
  // A WHERE may join it all the same.
  if (find(block.where, 'ColumnRef').some((each) => relationAt({ ColumnRef: each }, block) === right)) return []
  return [
    {
      at: quals,
      basis: 'parsed',
      message: `The condition does not mention "${right.alias}": every row of it is joined.`,
    },
  ]
}
