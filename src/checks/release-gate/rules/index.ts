import { rollbackNotRehearsed } from './rehearsal.ts'
import type { GateRule } from './rule.ts'
import { sampleNotReached, sampleTooSmall } from './samples.ts'
import { duplicateGateId, gateWithoutOwner, gateWithoutRollback, invalidGateFile, syntax } from './shape.ts'
import { sqlSyntax, sqlWrites } from './sql.ts'
import {
  noAbortRule,
  thresholdCannotFail,
  thresholdNotNumeric,
  thresholdWithoutUnit,
  windowTooLong,
} from './thresholds.ts'

export const GATE_RULES: readonly GateRule[] = [
  duplicateGateId,
  gateWithoutOwner,
  gateWithoutRollback,
  invalidGateFile,
  noAbortRule,
  rollbackNotRehearsed,
  sampleNotReached,
  sampleTooSmall,
  sqlSyntax,
  sqlWrites,
  syntax,
  thresholdCannotFail,
  thresholdNotNumeric,
  thresholdWithoutUnit,
  windowTooLong,
]
