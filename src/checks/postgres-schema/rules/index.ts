import type { RawFinding } from '../../check.ts'
import type { Catalogue } from '../catalogue.ts'
import type { Origins } from '../origins.ts'
import type { Settings } from '../settings.ts'
import { cascadeReach } from './cascade-reach.ts'
import {
  charType,
  floatMoney,
  jsonType,
  limitedVarchar,
  moneyType,
  nullableWithDefault,
  serialColumn,
  timestampWithoutZone,
} from './column-types.ts'
import { constraintNotValidated } from './constraint-not-validated.ts'
import { duplicateConstraint } from './duplicate-constraint.ts'
import { duplicateIndex } from './duplicate-index.ts'
import { executionFailed } from './execution-failed.ts'
import { foreignKeyTypeMismatch } from './foreign-key-type-mismatch.ts'
import { foreignKeyWithoutIndex } from './foreign-key-without-index.ts'
import { missingNotNull } from './missing-not-null.ts'
import { mixedNaming } from './mixed-naming.ts'
import { narrowKey } from './narrow-key.ts'
import { nullableUniqueKey } from './nullable-unique-key.ts'
import { policyWithoutRowSecurity } from './policy-without-row-security.ts'
import { redundantIndex } from './redundant-index.ts'
import { ruleId, type SchemaRule, type View } from './rule.ts'
import { securityDefinerSearchPath } from './security-definer-search-path.ts'
import { setNullOnRequired } from './set-null-on-required.ts'
import { syntax } from './syntax.ts'
import { tableWithoutPrimaryKey } from './table-without-primary-key.ts'

export const SCHEMA_RULES: readonly SchemaRule[] = [
  cascadeReach,
  charType,
  constraintNotValidated,
  duplicateConstraint,
  duplicateIndex,
  executionFailed,
  floatMoney,
  foreignKeyTypeMismatch,
  foreignKeyWithoutIndex,
  jsonType,
  limitedVarchar,
  missingNotNull,
  mixedNaming,
  moneyType,
  narrowKey,
  nullableUniqueKey,
  nullableWithDefault,
  policyWithoutRowSecurity,
  redundantIndex,
  securityDefinerSearchPath,
  serialColumn,
  setNullOnRequired,
  syntax,
  tableWithoutPrimaryKey,
  timestampWithoutZone,
]

interface Made {
  catalogue: Catalogue
  /** All files were run to their end. */
  ran: boolean
}

/** What the rules say of a catalogue. While files are missing no rule speaks that says that something is. */
export function examine(
  { catalogue, ran }: Made,
  { origins, settings, fallback }: { origins: Origins; settings: Settings; fallback: string },
): RawFinding[] {
  const byName = new Map(catalogue.tables.map((table) => [table.name, table]))
  const tables = catalogue.tables.filter(({ partition }) => !partition)
  const view: View = { catalogue, tables, tableOf: (name) => byName.get(name), origins, settings }
  return SCHEMA_RULES.filter(({ ofAbsence }) => ran || ofAbsence !== true).flatMap(({ name, find }) =>
    (find?.(view) ?? []).map(({ at, basis, ...hit }): RawFinding => ({
      rule: ruleId(name),
      basis: basis ?? 'executed',
      ...(at ?? { path: fallback, start: 0, end: 0 }),
      ...hit,
    })),
  )
}
