import { brokenView, integrityBroken, rebuildLosesKey } from './broken.ts'
import { foreignKeyBroken, foreignKeysInTransaction, rebuildWithoutForeignKeyCheck, rowsLost } from './foreign-keys.ts'
import { appliedMigrationEdited, migrationOutOfOrder } from './history.ts'
import { dropColumn, dropTable, renameColumn, renameTable } from './names.ts'
import { needsNewerVersion } from './needs-newer-version.ts'
import {
  rebuildChangesValues,
  rebuildLosesRows,
  rebuildLosesValues,
  rebuildWithoutCopy,
  rowsRefused,
  tableEmptied,
} from './rows.ts'
import { autoincrementReset, rebuildLosesObject, rebuildSwapsColumns } from './rebuild.ts'
import { addNotNullWithoutDefault, executionFailed, nonConstantDefault, syntax } from './refusals.ts'
import type { SqliteRule } from './rule.ts'
import {
  doubleQuotedString,
  legacyAlterTable,
  nullablePrimaryKey,
  surprisingAffinity,
  writableSchema,
} from './schema.ts'

export const SQLITE_RULES: readonly SqliteRule[] = [
  addNotNullWithoutDefault,
  appliedMigrationEdited,
  autoincrementReset,
  brokenView,
  doubleQuotedString,
  dropColumn,
  dropTable,
  executionFailed,
  foreignKeyBroken,
  foreignKeysInTransaction,
  integrityBroken,
  legacyAlterTable,
  migrationOutOfOrder,
  needsNewerVersion,
  nonConstantDefault,
  nullablePrimaryKey,
  rebuildChangesValues,
  rebuildLosesKey,
  rebuildLosesObject,
  rebuildLosesRows,
  rebuildLosesValues,
  rebuildSwapsColumns,
  rebuildWithoutCopy,
  rebuildWithoutForeignKeyCheck,
  renameColumn,
  renameTable,
  rowsLost,
  rowsRefused,
  surprisingAffinity,
  syntax,
  tableEmptied,
  writableSchema,
]
