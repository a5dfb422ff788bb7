import { appliedMigrationEdited } from './applied-migration-edited.ts'
import { checkNotValid } from './check-not-valid.ts'
import { concurrentInTransaction } from './concurrent-in-transaction.ts'
import { detachNotConcurrent } from './detach-not-concurrent.ts'
import { domainConstraintScan } from './domain-constraint-scan.ts'
import { domainWithConstraint } from './domain-with-constraint.ts'
import { downDestroysData } from './down-destroys-data.ts'
import { downDoesNotUndo } from './down-does-not-undo.ts'
import { downFails } from './down-fails.ts'
import { downWithoutRows } from './down-without-rows.ts'
import { dropColumn } from './drop-column.ts'
import { dropDatabase } from './drop-database.ts'
import { dropIndexNotConcurrent } from './drop-index-not-concurrent.ts'
import { dropNotNull } from './drop-not-null.ts'
import { dropTable } from './drop-table.ts'
import { duplicateAssignment } from './duplicate-assignment.ts'
import { enumType } from './enum-type.ts'
import { enumValueWithoutPlace } from './enum-value-without-place.ts'
import { duplicateVersion } from './duplicate-version.ts'
import { exclusionConstraint } from './exclusion-constraint.ts'
import { executionFailed } from './execution-failed.ts'
import { falseClaim } from './false-claim.ts'
import { foreignKeyNotValid } from './foreign-key-not-valid.ts'
import { foreignKeyWithoutIndex } from './foreign-key-without-index.ts'
import { futureVersion } from './future-version.ts'
import { indexNotConcurrent } from './index-not-concurrent.ts'
import { invalidIndexIfNotExists } from './invalid-index-if-not-exists.ts'
import { migrationOutOfOrder } from './migration-out-of-order.ts'
import { missingDown } from './missing-down.ts'
import { mixedChange } from './mixed-change.ts'
import { nameTooLong } from './name-too-long.ts'
import { nestedTransaction } from './nested-transaction.ts'
import { noLockTimeout } from './no-lock-timeout.ts'
import { noStatementTimeout } from './no-statement-timeout.ts'
import { notRepeatable } from './not-repeatable.ts'
import { reindexNotConcurrent } from './reindex-not-concurrent.ts'
import { notInVersion } from './not-in-version.ts'
import { renameColumn } from './rename-column.ts'
import { renameTable } from './rename-table.ts'
import { requiredColumnWithoutDefault } from './required-column-without-default.ts'
import type { MigrationRule } from './rule.ts'
import { setNotNullScan } from './set-not-null-scan.ts'
import { severalPasses } from './several-passes.ts'
import { statementUnderExclusiveLock } from './statement-under-exclusive-lock.ts'
import { syntax } from './syntax.ts'
import { tableRewrite } from './table-rewrite.ts'
import { truncateCascade } from './truncate-cascade.ts'
import { typeChangeRewrite } from './type-change-rewrite.ts'
import { unbatchedWrite } from './unbatched-write.ts'
import { uncommittedTransaction } from './uncommitted-transaction.ts'
import { uniqueWithoutIndex } from './unique-without-index.ts'
import { unqualifiedTable } from './unqualified-table.ts'
import { unrelatedChanges } from './unrelated-changes.ts'
import { versionGap } from './version-gap.ts'
import { volatileDefaultRewrite } from './volatile-default-rewrite.ts'

export const MIGRATION_RULES: readonly MigrationRule[] = [
  appliedMigrationEdited,
  checkNotValid,
  concurrentInTransaction,
  detachNotConcurrent,
  domainConstraintScan,
  domainWithConstraint,
  downDestroysData,
  downDoesNotUndo,
  downFails,
  downWithoutRows,
  dropColumn,
  dropDatabase,
  dropIndexNotConcurrent,
  dropNotNull,
  dropTable,
  duplicateAssignment,
  enumType,
  enumValueWithoutPlace,
  duplicateVersion,
  exclusionConstraint,
  executionFailed,
  falseClaim,
  foreignKeyNotValid,
  foreignKeyWithoutIndex,
  futureVersion,
  indexNotConcurrent,
  invalidIndexIfNotExists,
  migrationOutOfOrder,
  missingDown,
  mixedChange,
  nameTooLong,
  nestedTransaction,
  noLockTimeout,
  noStatementTimeout,
  notRepeatable,
  reindexNotConcurrent,
  notInVersion,
  renameColumn,
  renameTable,
  requiredColumnWithoutDefault,
  setNotNullScan,
  severalPasses,
  statementUnderExclusiveLock,
  syntax,
  tableRewrite,
  truncateCascade,
  typeChangeRewrite,
  unbatchedWrite,
  uncommittedTransaction,
  uniqueWithoutIndex,
  unqualifiedTable,
  unrelatedChanges,
  versionGap,
  volatileDefaultRewrite,
]
