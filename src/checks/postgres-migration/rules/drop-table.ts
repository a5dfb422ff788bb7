import { quoted } from '../ast.ts'
import { changesTo } from '../step.ts'
import type { MigrationRule } from './rule.ts'

/** Silent for a temporary table and for one that the same file made. */
export const dropTable: MigrationRule = {
  name: 'drop-table',
  title: 'Table dropped',
  severity: 'warning',
  why: 'The version of the application that runs while the migration does still uses the table, and fails. The data is gone.',
  fix: 'First release an application that does not use the table, look in pg_stat_user_tables that nobody reads it, keep a dump, and drop it in a later deploy.',
  sameAs: ['squawk:ban-drop-table'],
  find(step) {
    return changesTo(step, 'drop-table').map(({ table }) => ({
      message: `Dropping table "${table}" breaks every running version of the application that still uses it, and its data is gone.`,
      basis: 'parsed',
      fix: {
        description: `Release an application without it first; ALTER TABLE ${quoted(table)} RENAME TO ${quoted(`${table.split('.').at(-1)}_unused`)} shows whether anybody still uses it and can be undone. Then drop it, and suppress this finding with that reason.`,
      },
    }))
  },
}
