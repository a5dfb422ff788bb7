import { as, nameOf, quoted, words } from '../ast.ts'
import type { MigrationRule } from './rule.ts'

export const domainWithConstraint: MigrationRule = {
  name: 'domain-with-constraint',
  title: 'Domain with a constraint',
  severity: 'note',
  why: 'The constraint can only be exchanged for all columns of the domain at once, by reading all their tables while nobody writes to them; and a column of a constrained domain cannot be added with a default without writing the table anew.',
  fix: 'The base type, and CHECK constraints on the tables, which NOT VALID and VALIDATE exchange one table at a time.',
  sameAs: ['squawk:ban-create-domain-with-constraint'],
  find(step) {
    return step.changes.flatMap((change) => {
      if (change.type !== 'create-domain' || !change.constrained) return []
      const base = nameOf(words(as(step.statement.node, 'CreateDomainStmt')?.typeName?.names))
      return [
        {
          message: `The constraint of the domain "${change.name}" can be changed only for all its columns at once, reading every table that has one.`,
          basis: 'parsed' as const,
          fix: {
            description: `CREATE DOMAIN ${quoted(change.name)} AS ${base || 'its type'} without the constraint, and CHECK on the tables that use it.`,
          },
        },
      ]
    })
  },
}
