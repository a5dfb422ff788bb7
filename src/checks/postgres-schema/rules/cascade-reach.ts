import type { Hit, SchemaRule, View } from './rule.ts'

export const cascadeReach: SchemaRule = {
  name: 'cascade-reach',
  title: 'A DELETE that cascades through many tables',
  severity: 'warning',
  why: 'One DELETE takes rows of all these tables with it, in one transaction, unseen by who wrote it: long locks, and a slip that empties half of the database.',
  fix: 'ON DELETE RESTRICT where the rows are worth something by themselves, and a deletion that names each table, in batches. The limit is checks.postgres-schema.cascadeReach.',
  sameAs: [],
  find(view) {
    const reach = new Map(view.tables.map(({ name }) => [name, reached(view, name)]))
    return view.tables.flatMap(({ name }): Hit[] => {
      const path = reach.get(name) ?? []
      if (path.length < view.settings.cascadeReach) return []
      // Only where a cascade begins: what it runs through would say the same again.
      const begins = [...reach].every(
        ([other, tables]) => other === name || !tables.includes(name) || path.includes(other),
      )
      if (!begins) return []
      return [
        {
          at: view.origins.table(name),
          message: `A DELETE from "${name}" deletes from ${path.length} more tables: ${path.slice(0, 8).join(', ')}${path.length > 8 ? ', …' : ''}.`,
        },
      ]
    })
  },
}

/** Tables whose rows go with those of `from`, nearest first. */
function reached({ tables }: View, from: string): string[] {
  const met = new Set([from])
  for (const table of met) {
    for (const { name, constraints } of tables)
      if (constraints.some(({ references }) => references?.table === table && references.onDelete === 'cascade'))
        met.add(name)
  }
  return [...met].slice(1)
}
