import { APPLIED_MIGRATION_EDITED } from '../../migration-history/edited.ts'
import { MIGRATION_OUT_OF_ORDER } from '../../migration-history/out-of-order.ts'
import type { MysqlRule } from './rule.ts'

/** Asked for a directory as a whole; see `migration-history/find.ts`. */
export const appliedMigrationEdited: MysqlRule = APPLIED_MIGRATION_EDITED
export const migrationOutOfOrder: MysqlRule = MIGRATION_OUT_OF_ORDER
