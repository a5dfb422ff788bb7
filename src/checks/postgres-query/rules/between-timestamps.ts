import type { Node } from '@pgsql/types'
import { as, typeRef } from '../../postgres-migration/ast.ts'
import { columnAt, conditionsOf } from '../columns.ts'
import type { Hit, QueryRule } from './rule.ts'

export const betweenTimestamps: QueryRule = {
  name: 'between-timestamps',
  title: 'BETWEEN two days on a column with a time',
  severity: 'warning',
  why: 'A day is its midnight when it is compared with a time, and BETWEEN includes its end: of the last day only what happened at midnight exactly is found.',
  fix: "created_at >= '2026-01-01' AND created_at < '2026-02-01'",
  sameAs: [],
  find({ blocks }) {
    return blocks.flatMap((block) =>
      conditionsOf(block).flatMap((condition): Hit[] => {
        const { kind, lexpr, rexpr } = as(condition, 'A_Expr') ?? {}
        if (kind !== 'AEXPR_BETWEEN') return []
        const { column } = columnAt(lexpr, block) ?? {}
        if (column === undefined || !column.base.startsWith('timestamp')) return []
        const last = as(rexpr, 'List')?.items?.[1]
        if (!isDay(last)) return []
        return [
          {
            at: condition,
            basis: 'executed',
            message: `"${column.name}" is ${column.type}: of the last day only midnight is included.`,
            fix: `${column.name} >= first day AND ${column.name} < the day after the last`,
          },
        ]
      }),
    )
  },
}

/** A day without a time: `'2026-01-31'`, the same as a date, CURRENT_DATE, a parameter that is cast to date. */
function isDay(node: Node | undefined): boolean {
  const text = as(node, 'A_Const')?.sval?.sval
  if (text !== undefined) return /^\s*\d{4}-\d\d?-\d\d?\s*$/.test(text)
  if (as(node, 'SQLValueFunction')?.op === 'SVFOP_CURRENT_DATE') return true
  const cast = as(node, 'TypeCast')
  if (cast === undefined) return false
  return typeRef(cast.typeName).name === 'date' || isDay(cast.arg)
}
