import type { PlacedAction } from '../statement.ts'
import type { Step } from '../steps.ts'
import type { Hit, MysqlRule } from './rule.ts'
import { tableName } from './words.ts'

function actionsOf<T extends PlacedAction['type']>(step: Step, type: T): (PlacedAction & { type: T })[] {
  if (!step.shared) return []
  return (step.alter?.actions ?? []).filter((action): action is PlacedAction & { type: T } => action.type === type)
}

/** Silent for a column that the same file adds. */
export const dropColumn: MysqlRule = {
  name: 'drop-column',
  title: 'Column dropped',
  severity: 'warning',
  why: 'The version of the application that runs while the migration does still selects and inserts the column, and fails. The data is gone, and DDL cannot be rolled back.',
  fix: 'First release an application that does not mention the column (ORMs list all columns unless told to ignore one), then drop it in a later deploy.',
  sameAs: [],
  find: (step) =>
    actionsOf(step, 'drop-column')
      .filter(({ column }) => !addedBefore(step, column))
      .map(({ column, start, end }): Hit => ({
        place: { start, end },
        message: `Dropping ${tableName(step)}.\`${column}\` breaks every running version of the application that still names it, and its data is gone.`,
        fix: {
          description: `Release an application that no longer names \`${column}\` first; then drop it, and suppress this finding with that reason.`,
        },
      })),
}

const addedBefore = ({ earlier, alter }: Step, column: string): boolean =>
  earlier().some(
    (step) =>
      step.alter?.table === alter?.table &&
      step.alter?.actions.some((action) => action.type === 'add-column' && action.column.name === column) === true,
  )

export const renameColumn: MysqlRule = {
  name: 'rename-column',
  title: 'Column renamed',
  severity: 'warning',
  why: 'Metadata only, and all the same an outage: the running application still says the old name, and every statement of it fails until the new one is everywhere.',
  fix: 'Add the new column, write both, backfill, read the new one, drop the old one in a later deploy.',
  sameAs: [],
  find(step) {
    const changed = actionsOf(step, 'change-column').flatMap(({ from, column, start, end }) =>
      from.toLowerCase() === column.name.toLowerCase() ? [] : [{ from, to: column.name, start, end }],
    )
    return [...actionsOf(step, 'rename-column'), ...changed].map(({ from, to, start, end }): Hit => ({
      place: { start, end },
      message: `Renaming ${tableName(step)}.\`${from}\` to \`${to}\` breaks every running version of the application that says \`${from}\`.`,
      fix: { description: `Add \`${to}\` beside \`${from}\` and move over in steps.` },
    }))
  },
}

/** Silent when another table takes the name in the same statement or file: then two tables change places. */
export const renameTable: MysqlRule = {
  name: 'rename-table',
  title: 'Table renamed',
  severity: 'warning',
  why: 'The running application still says the old name, and every statement of it fails until the new one is everywhere.',
  fix: 'A view under the old name, or both names served by the application, until the new release is everywhere.',
  sameAs: [],
  find(step) {
    if (/^RENAME\s+TABLE\b[^;]*,/i.test(step.statement.text)) return []
    return actionsOf(step, 'rename-table').map(({ to, start, end }): Hit => ({
      place: { start, end },
      message: `Renaming ${tableName(step)} to \`${to}\` breaks every running version of the application that says ${tableName(step)}.`,
      fix: {
        description: `CREATE VIEW ${tableName(step)} AS SELECT * FROM \`${to}\` right behind it, until nobody says ${tableName(step)}.`,
      },
    }))
  },
}

/** Silent for a table that the same file makes. */
export const dropTable: MysqlRule = {
  name: 'drop-table',
  title: 'Table dropped or emptied',
  severity: 'warning',
  why: 'The data is gone: DROP TABLE and TRUNCATE cannot be rolled back, and the running application may still use the table.',
  fix: 'Rename it, wait for a release and a backup, then drop it.',
  sameAs: [],
  find(step) {
    const { body } = step.statement
    if (!step.shared || (body.kind !== 'drop-table' && body.kind !== 'truncate')) return []
    const tables = body.kind === 'truncate' ? [body.table] : body.tables
    return [
      {
        message: `${body.kind === 'truncate' ? 'Emptying' : 'Dropping'} ${tables.map((name) => `\`${name}\``).join(', ')} cannot be undone.`,
        fix: {
          description: `Take a backup first; or RENAME TABLE ${tables[0]} TO ${tables[0]}_old, and drop that in a later deploy.`,
        },
      },
    ]
  },
}
