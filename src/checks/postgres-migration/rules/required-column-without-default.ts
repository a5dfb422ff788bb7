import { quoted, spell } from '../ast.ts'
import { changesTo, type Step } from '../step.ts'
import type { MigrationRule } from './rule.ts'

/** Never seen on the engine: its tables are empty, and on an empty table the statement succeeds. */
export const requiredColumnWithoutDefault: MigrationRule = {
  name: 'required-column-without-default',
  title: 'NOT NULL column without a default on an existing table',
  severity: 'error',
  why: 'The rows that are there would hold NULL: the server refuses the statement on any table with a row (error 23502). It works on an empty test database and fails in production.',
  fix: 'Give the column a constant DEFAULT, or add it nullable, fill it in batches and set NOT NULL later.',
  sameAs: ['squawk:adding-required-field'],
  find(step) {
    return changesTo(step, 'add-column').flatMap(({ table, column }) => {
      const filled = column.default !== undefined || column.identity || column.serial || column.generated !== undefined
      if (!isRequired(step, table, column.name, column.notNull) || filled) return []
      if (step.schema.domains.get(column.type.name)?.hasDefault === true) return []
      const add = `ALTER TABLE ${quoted(table)} ADD COLUMN ${quoted(column.name)} ${spell(column.type)}`
      return [
        {
          message: `Adding "${column.name}" as NOT NULL without a default fails as soon as "${table}" has a row.`,
          basis: 'parsed',
          fix: {
            description: `${add} NOT NULL DEFAULT <constant>; or ${add}, fill it in batches, then set NOT NULL as its own step.`,
          },
        },
      ]
    })
  },
}

/** NOT NULL on the column itself, or SET NOT NULL further on in the same statement. */
function isRequired(step: Step, table: string, column: string, notNull: boolean): boolean {
  return (
    notNull ||
    step.changes.some((change) => change.type === 'set-not-null' && change.table === table && change.column === column)
  )
}
