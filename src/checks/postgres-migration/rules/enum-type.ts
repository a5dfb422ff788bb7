import { as, nameOf, quoted, words } from '../ast.ts'
import type { MigrationRule } from './rule.ts'

/** Off unless asked for: for a list that is closed for ever an enum is right. */
export const enumType: MigrationRule = {
  name: 'enum-type',
  title: 'CREATE TYPE … AS ENUM',
  severity: 'note',
  enabled: false,
  why: 'A value can be added but never removed or moved, nothing can be said about a value beside its name, and the type cannot be exchanged without writing anew every table that uses it.',
  fix: 'A lookup table with a foreign key; or text with a CHECK, which can be exchanged by NOT VALID and VALIDATE.',
  sameAs: ['eugene:W13'],
  find({ statement }) {
    const create = as(statement.node, 'CreateEnumStmt')
    if (create === undefined) return []
    const name = nameOf(words(create.typeName))
    return [
      {
        message: `No value can ever be taken out of the enum "${name}".`,
        basis: 'parsed',
        fix: {
          description: `CREATE TABLE ${quoted(name)} (name text PRIMARY KEY), with its values as rows and a foreign key from each column that uses it.`,
        },
      },
    ]
  },
}
