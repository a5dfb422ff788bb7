import type { Index } from '../catalogue.ts'
import type { SchemaRule } from './rule.ts'

export const duplicateIndex: SchemaRule = {
  name: 'duplicate-index',
  title: 'Two indexes that are the same',
  severity: 'warning',
  why: 'Each INSERT, and each UPDATE of an indexed column, writes both; the planner uses one.',
  fix: 'Drop the one that serves no constraint.',
  sameAs: ['splinter:duplicate_index'],
  find({ tables, origins }) {
    return tables.flatMap(({ name, indexes }) => {
      const kept = new Map<string, Index>()
      // What serves a constraint cannot go, so it comes first.
      const ordered = indexes.toSorted(
        (one, other) => Number(one.constraint === null) - Number(other.constraint === null),
      )
      return ordered.flatMap((index) => {
        const first = kept.get(shapeOf(index))
        kept.set(shapeOf(index), first ?? index)
        if (first === undefined || (index.unique && !first.unique)) return []
        const at = origins.constraint(name, index.name, index.columns)
        return [
          {
            at,
            message: `Index "${index.name}" of "${name}" holds the same as "${first.name}".`,
            fix: {
              description: `Drop ${index.constraint === null ? `index "${index.name}"` : `constraint "${index.constraint}"`}.`,
            },
          },
        ]
      })
    })
  },
}

/** Uniqueness apart: a plain index beside a unique one on the same keys is needless too. */
function shapeOf({ method, keys, include, predicate, nullsNotDistinct }: Index): string {
  return JSON.stringify([method, keys, include.toSorted(), predicate, nullsNotDistinct])
}
