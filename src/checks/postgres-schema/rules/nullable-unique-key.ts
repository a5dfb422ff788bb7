import { list, type SchemaRule } from './rule.ts'

/**
 * Columns of a foreign key are left out when they are the whole key: an optional one-to-one reference is what they say. So is a
 * partial index, whose predicate shows that somebody thought of it.
 */
export const nullableUniqueKey: SchemaRule = {
  name: 'nullable-unique-key',
  title: 'Unique key over a column that may be NULL',
  severity: 'warning',
  why: 'Two NULLs are not equal, so rows that agree in every other column of the key are all accepted: the key keeps out fewer duplicates than it seems to.',
  fix: 'NOT NULL on the columns of the key, or UNIQUE NULLS NOT DISTINCT (PostgreSQL 15 and later).',
  sameAs: [],
  find({ tables, origins }) {
    return tables.flatMap(({ name, columns, indexes }) =>
      indexes.flatMap((index) => {
        if (!index.unique || index.nullsNotDistinct || index.predicate !== null || index.columns.length < 2) return []
        const nullable = columns.filter((column) => index.columns.includes(column.name) && !column.notNull)
        if (nullable.length === 0) return []
        return [
          {
            at: origins.constraint(name, index.name, index.columns),
            message: `Unique key "${index.name}" of "${name}" lets equal rows in when ${list(nullable.map((column) => column.name))} ${nullable.length === 1 ? 'is' : 'are'} NULL.`,
          },
        ]
      }),
    )
  },
}
