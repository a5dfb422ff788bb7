import type { Index } from '../catalogue.ts'
import type { SchemaRule } from './rule.ts'

/** An index serves when its first columns are those of the key, in any order, and it holds all rows or all with a value. */
export const foreignKeyWithoutIndex: SchemaRule = {
  name: 'foreign-key-without-index',
  title: 'Foreign key without an index',
  severity: 'warning',
  why: 'PostgreSQL indexes the referenced side only. Each DELETE of a referenced row, and each UPDATE of its key, reads the whole referencing table.',
  fix: 'An index whose first columns are those of the foreign key.',
  sameAs: ['eugene:E15', 'splinter:unindexed_foreign_keys'],
  ofAbsence: true,
  find({ tables, origins }) {
    return tables.flatMap(({ name, constraints, indexes }) =>
      constraints.flatMap(({ kind, name: constraint, columns, references, definition }) => {
        if (kind !== 'foreign key' || references === null || indexes.some((index) => serves(index, columns))) return []
        return [
          {
            at: origins.constraint(name, constraint, columns),
            message: `No index of "${name}" begins with (${columns.join(', ')}): each DELETE in "${references.table}" reads all of "${name}".`,
            evidence: `${constraint}: ${definition}`,
            fix: { description: `CREATE INDEX ON ${name} (${columns.join(', ')}).` },
          },
        ]
      }),
    )
  },
}

function serves({ columns, method, predicate, valid }: Index, key: readonly string[]): boolean {
  const first = new Set(columns.slice(0, key.length))
  const whole = predicate === null || key.some((column) => predicate === `(${column} IS NOT NULL)`)
  return valid && whole && (method === 'btree' || method === 'hash') && key.every((column) => first.has(column))
}
