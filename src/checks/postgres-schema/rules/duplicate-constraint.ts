import type { SchemaRule } from './rule.ts'

export const duplicateConstraint: SchemaRule = {
  name: 'duplicate-constraint',
  title: 'Two constraints that say the same',
  severity: 'warning',
  why: 'Both are checked on each write, and who drops one believes that the rule is gone.',
  fix: 'Drop one of them.',
  sameAs: [],
  find({ tables, origins }) {
    return tables.flatMap(({ name, constraints }) => {
      const seen = new Map<string, string>()
      return constraints.flatMap((constraint) => {
        if (constraint.kind !== 'foreign key' && constraint.kind !== 'check') return []
        const definition = constraint.definition.replace(/ NOT VALID$/, '')
        const first = seen.get(definition)
        if (first === undefined) seen.set(definition, constraint.name)
        if (first === undefined) return []
        return [
          {
            at: origins.constraint(name, constraint.name, constraint.columns),
            message: `Constraint "${constraint.name}" of "${name}" says the same as "${first}".`,
            evidence: constraint.definition,
          },
        ]
      })
    })
  },
}
