import { as, nameOf, words } from '../ast.ts'
import type { MigrationRule } from './rule.ts'

/** Off unless asked for: where the order means nothing, the end is as good a place as any. */
export const enumValueWithoutPlace: MigrationRule = {
  name: 'enum-value-without-place',
  title: 'ADD VALUE without BEFORE or AFTER',
  severity: 'note',
  enabled: false,
  why: 'The order of an enum is the order of its values: the new one is greater than all others in ORDER BY, <, max() and BETWEEN, and it cannot be moved later.',
  fix: "ALTER TYPE … ADD VALUE 'new' BEFORE 'old' (or AFTER), also where it is the last.",
  sameAs: ['squawk:require-enum-value-ordering'],
  find({ statement }) {
    const alter = as(statement.node, 'AlterEnumStmt')
    if (alter?.newVal === undefined || alter.oldVal !== undefined || alter.newValNeighbor !== undefined) return []
    const type = nameOf(words(alter.typeName))
    return [
      {
        message: `"${alter.newVal}" becomes the greatest value of "${type}", and it cannot be moved.`,
        basis: 'parsed',
        fix: { description: `Add AFTER or BEFORE and the value beside which "${alter.newVal}" belongs.` },
      },
    ]
  },
}
