import { list, type SchemaRule } from './rule.ts'

/** Where a key implies a value: a foreign key of several columns is not looked at (MATCH SIMPLE) as soon as one of them is NULL. */
export const missingNotNull: SchemaRule = {
  name: 'missing-not-null',
  title: 'A foreign key of several columns that one NULL switches off',
  severity: 'warning',
  why: 'With MATCH SIMPLE, the default, the server checks nothing when any column of the key is NULL: a row may name a tenant that is not there, as long as its second column is empty.',
  fix: 'NOT NULL on all columns of the key, or MATCH FULL, which allows all of them to be NULL or none.',
  sameAs: [],
  find({ tables, origins }) {
    return tables.flatMap(({ name, columns, constraints }) =>
      constraints.flatMap(({ name: constraint, columns: key, references, definition }) => {
        if (references === null || references.full || key.length < 2) return []
        const nullable = columns.filter((column) => key.includes(column.name) && !column.notNull)
        if (nullable.length === 0) return []
        return [
          {
            at: origins.constraint(name, constraint, key),
            message: `Foreign key "${constraint}" of "${name}" is not checked when ${list(nullable.map((each) => each.name))} ${nullable.length === 1 ? 'is' : 'are'} NULL.`,
            evidence: definition,
          },
        ]
      }),
    )
  },
}
