import { quoted } from '../ast.ts'
import { changesTo, type ChangeOf, type Step } from '../step.ts'
import type { MigrationRule } from './rule.ts'

/** Silent for a column that the same file adds, and where two columns change places in one transaction: the name is then always there. */
export const renameColumn: MigrationRule = {
  name: 'rename-column',
  title: 'Column renamed',
  severity: 'warning',
  why: 'Old and new versions of the application run side by side during a deploy: one of them names a column that is not there.',
  fix: 'Add the new column, write both, fill the old rows, read the new one, and drop the old one in a later deploy. Or keep the name and rename it in the application only.',
  sameAs: ['squawk:renaming-column'],
  find(step) {
    return changesTo(step, 'rename-column').flatMap((change) => {
      const { table, column, to } = change
      if (isNew(step, change) || swaps(step, change)) return []
      return [
        {
          message: `Renaming "${table}.${column}" to "${to}" breaks every running version of the application that names "${column}".`,
          basis: 'parsed',
          fix: {
            description: `ALTER TABLE ${quoted(table)} ADD COLUMN ${quoted(to)} …, keep both in step with a trigger until no release names ${quoted(column)}, then drop that; or map the new name in the application only.`,
          },
        },
      ]
    })
  },
}

function isNew({ file }: Step, { table, column }: ChangeOf<'rename-column'>): boolean {
  return file.earlier.some(({ changes }) =>
    changes.some((change) => change.type === 'add-column' && change.table === table && change.column.name === column),
  )
}

/** Another rename of the transaction gives the old name back, or freed the new one. */
function swaps({ file, statement }: Step, { table, column, to }: ChangeOf<'rename-column'>): boolean {
  if (statement.transaction === null) return false
  const others = file.all
    .filter((each) => each.statement.transaction === statement.transaction)
    .flatMap((each) => each.changes)
  return others.some(
    (other) => other.type === 'rename-column' && other.table === table && (other.to === column || other.column === to),
  )
}
