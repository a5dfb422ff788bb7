import { changesTo } from '../step.ts'
import type { MigrationRule } from './rule.ts'

/** Silent for a column that the same file adds. */
export const dropColumn: MigrationRule = {
  name: 'drop-column',
  title: 'Column dropped',
  severity: 'warning',
  why: 'The version of the application that runs while the migration does still selects and inserts the column, and fails. The data is gone, and an older release cannot be brought back.',
  fix: 'First release an application that does not mention the column (ORMs list all columns unless told to ignore one), then drop it in a later deploy.',
  sameAs: ['squawk:ban-drop-column'],
  find(step) {
    return changesTo(step, 'drop-column').flatMap(({ table, column }) => {
      const added = step.file.earlier.some(({ changes }) =>
        changes.some(
          (change) => change.type === 'add-column' && change.table === table && change.column.name === column,
        ),
      )
      if (added) return []
      return [
        {
          message: `Dropping "${table}.${column}" breaks every running version of the application that still names it, and its data is gone.`,
          basis: 'parsed',
          fix: {
            description: `Release an application that no longer names "${column}" first; then drop it, and suppress this finding with that reason.`,
          },
        },
      ]
    })
  },
}
