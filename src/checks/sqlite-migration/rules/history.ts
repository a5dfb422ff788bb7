import { APPLIED_MIGRATION_EDITED } from '../../migration-history/edited.ts'
import { MIGRATION_OUT_OF_ORDER } from '../../migration-history/out-of-order.ts'
import type { SqliteRule } from './rule.ts'

/** Asked for a directory as a whole; see `migration-history/find.ts`. */
export const appliedMigrationEdited: SqliteRule = APPLIED_MIGRATION_EDITED
export const migrationOutOfOrder: SqliteRule = MIGRATION_OUT_OF_ORDER
