import { list, type SchemaRule } from './rule.ts'

export const setNullOnRequired: SchemaRule = {
  name: 'set-null-on-required',
  title: 'ON DELETE SET NULL on a column that is NOT NULL',
  severity: 'error',
  why: 'Each DELETE of a row that is still referenced fails with a not-null violation, in the name of another table than the one deleted from.',
  fix: 'Drop the NOT NULL, or use ON DELETE RESTRICT or CASCADE.',
  sameAs: [],
  find({ tables, origins }) {
    return tables.flatMap(({ name, columns, constraints }) =>
      constraints.flatMap(({ name: constraint, columns: key, references, definition }) => {
        if (references === null) return []
        const actions = [references.onDelete, references.onUpdate]
        // SET NULL (column, …) names the columns that it empties.
        const named = /ON DELETE SET NULL \(([^)]*)\)/.exec(definition)?.[1]?.split(', ')
        const emptied = named !== undefined && references.onUpdate !== 'set null' ? named : key
        const required = columns.filter((column) => emptied.includes(column.name) && column.notNull)
        if (!actions.includes('set null') || required.length === 0) return []
        return [
          {
            at: origins.constraint(name, constraint, key),
            message: `Foreign key "${constraint}" of "${name}" sets ${list(required.map((each) => each.name))} to NULL, which the column refuses.`,
            evidence: definition,
          },
        ]
      }),
    )
  },
}
