import type { Index } from '../catalogue.ts'
import type { SchemaRule } from './rule.ts'

/** Only B-trees: what a longer index of another kind can stand in for is not known from its columns. */
export const redundantIndex: SchemaRule = {
  name: 'redundant-index',
  title: 'Index that is the beginning of another',
  severity: 'note',
  why: 'The longer index answers what the shorter one answers. Both are written; the shorter one earns its keep only where its smaller size matters.',
  fix: 'Drop the shorter one, or say beside it why both stay.',
  sameAs: [],
  find({ tables, origins }) {
    return tables.flatMap(({ name, indexes }) =>
      indexes.flatMap((index) => {
        const longer = indexes.find((other) => other !== index && covers(other, index))
        if (longer === undefined || index.unique || index.constraint !== null) return []
        return [
          {
            at: origins.constraint(name, index.name, index.columns),
            message: `Index "${index.name}" of "${name}" is the beginning of "${longer.name}".`,
            evidence: `(${labels(index).join(', ')}) against (${labels(longer).join(', ')})`,
            fix: { description: `Drop index "${index.name}".` },
          },
        ]
      }),
    )
  },
}

function covers(longer: Index, shorter: Index): boolean {
  return (
    longer.method === 'btree' &&
    shorter.method === 'btree' &&
    longer.valid &&
    longer.keys.length > shorter.keys.length &&
    longer.predicate === shorter.predicate &&
    shorter.include.every((column) => longer.include.includes(column) || longer.columns.includes(column)) &&
    shorter.keys.every((key, place) => key === longer.keys[place])
  )
}

const labels = ({ columns, keys }: Index): string[] =>
  columns.map((column, place) => column ?? (keys[place] ?? '').replace(/(?: \d+){3}$/, ''))
