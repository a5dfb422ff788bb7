import { algorithmNotNamed, algorithmRefused, instantLost } from './algorithm.ts'
import { modifyDropsAttribute, notNullWithoutDefault, notNullWithoutStrict } from './columns.ts'
import { copiesTable } from './copies-table.ts'
import { foreignKeyUnchecked } from './foreign-key-unchecked.ts'
import { appliedMigrationEdited, migrationOutOfOrder } from './history.ts'
import { noLockWaitTimeout } from './no-lock-wait-timeout.ts'
import { otherEngine } from './other-engine.ts'
import { rebuildsTable } from './rebuilds-table.ts'
import { dropColumn, dropTable, renameColumn, renameTable } from './removals.ts'
import type { MysqlRule } from './rule.ts'
import { syntax } from './syntax.ts'
import { severalDdl, transactionAroundDdl } from './transactions.ts'
import { unbatchedWrite } from './unbatched-write.ts'

export const MYSQL_RULES: readonly MysqlRule[] = [
  algorithmNotNamed,
  algorithmRefused,
  appliedMigrationEdited,
  copiesTable,
  dropColumn,
  dropTable,
  foreignKeyUnchecked,
  instantLost,
  migrationOutOfOrder,
  modifyDropsAttribute,
  noLockWaitTimeout,
  notNullWithoutDefault,
  notNullWithoutStrict,
  otherEngine,
  rebuildsTable,
  renameColumn,
  renameTable,
  severalDdl,
  syntax,
  transactionAroundDdl,
  unbatchedWrite,
]
