import { foreignKeyBroken, foreignKeysInTransaction, rebuildWithoutForeignKeyCheck, rowsLost } from './foreign-keys.ts'
import { dropColumn, dropTable, renameColumn, renameTable } from './names.ts'
import { needsNewerVersion } from './needs-newer-version.ts'
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
  autoincrementReset,
  doubleQuotedString,
  dropColumn,
  dropTable,
  executionFailed,
  foreignKeyBroken,
  foreignKeysInTransaction,
  legacyAlterTable,
  needsNewerVersion,
  nonConstantDefault,
  nullablePrimaryKey,
  rebuildLosesObject,
  rebuildSwapsColumns,
  rebuildWithoutForeignKeyCheck,
  renameColumn,
  renameTable,
  rowsLost,
  surprisingAffinity,
  syntax,
  writableSchema,
]
