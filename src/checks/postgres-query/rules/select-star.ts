import { as, words } from '../../postgres-migration/ast.ts'
import { outputs } from '../columns.ts'
import type { Hit, QueryRule } from './rule.ts'

export const selectStar: QueryRule = {
  name: 'select-star',
  title: 'SELECT * where its columns are kept',
  severity: 'warning',
  why: 'A view keeps the columns that * meant on the day it was made: later ones are not in it, and one in the middle cannot be added by CREATE OR REPLACE. INSERT … SELECT * puts values into columns by their order, which differs as soon as one table gets a column.',
  fix: 'Name the columns.',
  sameAs: [],
  find({ statement, blocks }) {
    const kept = KEPT[statement.kind]
    const made = as(statement.node, 'CreateTableAsStmt')
    if (kept === undefined || (made !== undefined && made.objtype !== 'OBJECT_MATVIEW')) return []
    return blocks.flatMap((block): Hit[] => {
      if (block.kind !== 'select' || (block.role !== 'view' && block.role !== 'insert')) return []
      return outputs(block.node.targetList).flatMap(({ value }): Hit[] => {
        const fields = as(value, 'ColumnRef')?.fields ?? []
        const last = fields.at(-1)
        if (last === undefined || as(last, 'A_Star') === undefined) return []
        const [qualifier] = words(fields)
        const relation = block.relations.find(
          ({ alias, stored }) => stored && (qualifier === undefined || alias === qualifier),
        )
        return relation === undefined
          ? []
          : [{ at: value, basis: 'parsed', message: `${kept} the columns that "${relation.alias}" has today.` }]
      })
    })
  },
}

const KEPT: Readonly<Record<string, string>> = {
  ViewStmt: 'The view keeps',
  CreateTableAsStmt: 'The materialized view keeps',
  InsertStmt: 'It inserts by their order',
}
