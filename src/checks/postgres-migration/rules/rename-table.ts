import { quoted } from '../ast.ts'
import { changesTo, type ChangeOf, type Step } from '../step.ts'
import type { MigrationRule } from './rule.ts'

/** Silent when the same transaction puts a view or another table in the old place: the name is then always there. */
export const renameTable: MigrationRule = {
  name: 'rename-table',
  title: 'Table renamed',
  severity: 'warning',
  why: 'Old and new versions of the application run side by side during a deploy: one of them names a table that is not there.',
  fix: 'In the same transaction create a view with the old name over the renamed table, and drop the view when no release uses it. A simple view takes inserts, updates and deletes.',
  sameAs: ['squawk:renaming-table'],
  find(step) {
    return changesTo(step, 'rename-table').flatMap((change) => {
      const { table, to } = change
      if (step.file.created.has(table) || keepsName(step, change)) return []
      return [
        {
          message: `Renaming table "${table}" to "${to}" breaks every running version of the application that names "${table}".`,
          basis: 'parsed',
          fix: {
            description: `In the same transaction: CREATE VIEW ${quoted(table)} AS SELECT * FROM ${quoted(to)}; drop the view when no release uses it.`,
          },
        },
      ]
    })
  },
}

function keepsName({ file, statement }: Step, { table, to }: ChangeOf<'rename-table'>): boolean {
  if (statement.transaction === null) return false
  const others = file.all
    .filter((each) => each.statement.transaction === statement.transaction)
    .flatMap((each) => each.changes)
  return others.some(
    (other) =>
      (other.type === 'create-view' && other.view === table) ||
      (other.type === 'rename-table' && (other.to === table || other.table === to)),
  )
}
