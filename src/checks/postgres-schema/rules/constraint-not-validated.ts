import type { SchemaRule } from './rule.ts'

export const constraintNotValidated: SchemaRule = {
  name: 'constraint-not-validated',
  title: 'A constraint that stayed NOT VALID',
  severity: 'warning',
  why: 'It holds for new rows only. The planner does not rely on it, a dump restores it as it is, and nobody knows whether the old rows keep it.',
  fix: 'ALTER TABLE … VALIDATE CONSTRAINT in a migration of its own.',
  sameAs: [],
  ofAbsence: true,
  find({ tables, origins }) {
    return tables.flatMap(({ name, constraints }) =>
      constraints
        .filter(({ validated, definition }) => !validated && !definition.includes('NOT ENFORCED'))
        .map((constraint) => ({
          at: origins.constraint(name, constraint.name, constraint.columns),
          message: `Constraint "${constraint.name}" of "${name}" is NOT VALID at the end: old rows may break it.`,
          evidence: constraint.definition,
        })),
    )
  },
}
