import { as, find, words } from '../../postgres-migration/ast.ts'
import type { Block } from '../blocks.ts'
import { isOneRow } from '../columns.ts'
import type { QueryRule } from './rule.ts'

/**
 * Left out is where any rows do: EXISTS, the rows of one batch of a write, a LIMIT that nothing but a constant decides (LIMIT 0), one
 * row by its key, and the one row of an aggregate.
 */
export const limitWithoutOrder: QueryRule = {
  name: 'limit-without-order',
  title: 'LIMIT or OFFSET without ORDER BY',
  severity: 'warning',
  why: 'Which rows come first is not defined without ORDER BY: it changes with the plan, with parallel and with synchronised scans, so pages repeat rows and leave others out.',
  fix: 'ORDER BY columns that end in a unique one.',
  sameAs: [],
  find({ blocks }) {
    return blocks.flatMap((block) => {
      if (block.kind !== 'select' || block.node.sortClause !== undefined) return []
      const { node } = block
      const clause = limitOf(block)
      if (clause === undefined || anyRowsDo(block)) return []
      return [
        {
          at: node.limitCount ?? node.limitOffset,
          basis: 'parsed' as const,
          message: `Which rows ${clause} takes${block.relations[0]?.stored === true ? ` of "${block.relations[0].alias}"` : ''} is not defined.`,
        },
      ]
    })
  },
}

function limitOf({ node }: Extract<Block, { kind: 'select' }>): string | undefined {
  const { limitCount, limitOffset } = node
  if (limitOffset !== undefined && as(limitOffset, 'A_Const') === undefined) return 'OFFSET'
  const constant = as(limitCount, 'A_Const')
  if (limitCount === undefined || constant?.isnull === true) return undefined
  // The tree leaves 0 out.
  return constant?.ival !== undefined && constant.ival.ival === undefined ? undefined : 'LIMIT'
}

function anyRowsDo(block: Extract<Block, { kind: 'select' }>): boolean {
  const { role, relations, outer, node } = block
  if (role === 'exists' || relations.length === 0) return true
  if (outer.some(({ kind }) => kind !== 'select')) return true
  if (relations.length === 1 && relations.every((relation) => isOneRow(block, relation))) return true
  return node.groupClause === undefined && isAggregate(node.targetList)
}

const AGGREGATES = /^(?:count|sum|avg|min|max|bool_and|bool_or|array_agg|string_agg|jsonb?_agg|jsonb?_object_agg)$/

function isAggregate(targets: unknown): boolean {
  return find(targets, 'FuncCall').some(
    ({ funcname, over }) => over === undefined && AGGREGATES.test(words(funcname).at(-1) ?? ''),
  )
}
