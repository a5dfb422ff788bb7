import { type Lock, LOCK_MODES, type LockMode, type StatementTrace } from '../finding.ts'
import type { Block } from './block.ts'
import type { Change } from './change.ts'
import { lockModesOf } from './lock-modes.ts'
import type { Migration, PostgresSettings, Statement } from './migration.ts'
import type { SchemaModel } from './schema-model.ts'

/** One statement with all that a rule may ask about it. */
export interface Step {
  statement: Statement
  /** What it does; for a DO block, what the statements inside it do. */
  changes: readonly Change[]
  /** The body of a DO block. */
  block?: Block
  /** What the engine said about it, whatever the outcome. */
  trace: StatementTrace | undefined
  /** The same, only when the engine ran it to its end: then it is the truth about locks, rewrites and scans. */
  executed: StatementTrace | undefined
  /** The table that an ALTER TABLE goes through row by row; `seen` is the engine's line about it. */
  pass?: { table: string; seen?: string }
  /** The schema before it. */
  schema: SchemaModel
  file: FileState
}

export interface FileState {
  migration: Migration
  settings: PostgresSettings
  /** Of the engine that ran the file, as the trace names it; undefined without a trace. */
  engine: string | undefined
  /** Tables that a statement of this file has made so far: empty, and known to nobody else. */
  created: ReadonlySet<string>
  /** Tables that the statements before this one keep under ACCESS EXCLUSIVE, by the ordinal of the transaction. */
  exclusive: ReadonlyMap<number, ReadonlySet<string>>
  /** The steps before this one, of this file. */
  earlier: readonly Step[]
  /** All statements of the file, with their changes. */
  all: readonly { statement: Statement; changes: readonly Change[] }[]
  /** The schema after the last file of the directory. */
  final: SchemaModel
}

/** Whether the target has what came with a version; what is not known to be there is not counted on. */
export function targetHas(step: Step, since: number): boolean {
  return (step.file.settings.pgVersion ?? 0) >= since
}

/** Major version of the PostgreSQL that ran the file. */
export function engineMajor({ file }: Step): number | undefined {
  const major = /PostgreSQL (\d+)/.exec(file.engine ?? '')?.[1]
  return major === undefined ? undefined : Number(major)
}

/** Whether others may be using the table: it was there before the file began, and it is not temporary. */
export function isShared(step: Pick<Step, 'file' | 'schema'>, table: string): boolean {
  return !step.file.created.has(table) && step.schema.tables.get(table)?.temporary !== true
}

export type ChangeOf<T extends Change['type']> = Extract<Change, { type: T }>

type TableChange = Extract<Change, { table: string }>

/** The changes of one type that a statement makes to shared tables. */
export function changesTo<T extends TableChange['type']>(step: Step, type: T): ChangeOf<T>[] {
  return step.changes.filter(
    (change): change is ChangeOf<T> => change.type === type && 'table' in change && isShared(step, change.table),
  )
}

/** Whether a lock keeps others from writing to the table: each mode from SHARE on. */
export function blocksWrites(mode: LockMode): boolean {
  return LOCK_MODES.indexOf(mode) >= LOCK_MODES.indexOf('SHARE')
}

/** Locks on shared tables that a statement itself takes: from the engine when it ran, else from the manual's table. */
export function locksOf(step: Step): Pick<Lock, 'relation' | 'mode'>[] {
  if (step.executed !== undefined) {
    return step.executed.locks.filter(
      (lock) => lock.existed && !lock.held && (lock.kind === 'table' || lock.kind === 'view'),
    )
  }
  return lockModesOf(step.changes, step.schema).filter((lock) => isShared(step, lock.relation))
}

/** The strongest of some locks. */
export function strongest<L extends Pick<Lock, 'mode'>>(locks: readonly L[]): L | undefined {
  return locks.reduce<L | undefined>(
    (best, lock) => (best === undefined || LOCK_MODES.indexOf(lock.mode) > LOCK_MODES.indexOf(best.mode) ? lock : best),
    undefined,
  )
}
