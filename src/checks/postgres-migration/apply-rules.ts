import type { RawFinding } from '../check.ts'
import { changesOf } from './changes-of.ts'
import type { Change } from './change.ts'
import type { Block } from './block.ts'
import { passOf } from './long-work.ts'
import type { Migration, MigrationTrace, PostgresSettings, Statement } from './migration.ts'
import { MIGRATION_RULES } from './rules/index.ts'
import { findingOf } from './rules/rule.ts'
import { calledStatements, noteRoutine, type RoutineOf, type Routines } from './routines.ts'
import { applyChange, emptyModel, type SchemaModel } from './schema-model.ts'
import { locksOf, type Step } from './step.ts'

/** Reads the body of a DO statement; undefined for any other statement. */
export type BlockOf = (statement: Statement) => Block | undefined

export interface Readers {
  blockOf: BlockOf
  routineOf: RoutineOf
}

interface Read {
  statement: Statement
  changes: readonly Change[]
  block?: Block
}

/**
 * Asks all rules about the statements of one directory's files, which must be in run order. Files with `report: false` only make
 * the schema that the others meet. `traces` holds by path what the engine showed.
 */
export function applyRules(
  migrations: readonly Migration[],
  traces: ReadonlyMap<string, MigrationTrace>,
  { settings, ...readers }: Readers & { settings: PostgresSettings },
): RawFinding[] {
  const routines: Routines = new Map()
  const files = migrations.map((migration) => ({
    migration,
    reads: migration.statements.map((statement) => read(statement, readers, routines)),
  }))
  const final = emptyModel()
  for (const { reads } of files) for (const { changes } of reads) applyAll(final, changes)
  const schema = emptyModel()
  return files.flatMap(({ migration, reads }) =>
    rulesOfFile({ migration, reads, trace: traces.get(migration.source.path) }, { settings, schema, final }),
  )
}

interface File {
  migration: Migration
  reads: readonly Read[]
  trace: MigrationTrace | undefined
}

/** Goes through a file, and brings `schema` from the state before it to the state after it. */
function rulesOfFile(
  { migration, reads, trace }: File,
  { settings, schema, final }: { settings: PostgresSettings; schema: SchemaModel; final: SchemaModel },
): RawFinding[] {
  const findings: RawFinding[] = []
  const created = new Set<string>()
  const exclusive = new Map<number, Set<string>>()
  const earlier: Step[] = []
  const spoken = new Set<string>()
  const file = { migration, settings, engine: trace?.engine, created, exclusive, earlier, all: reads, final }
  for (const [index, { statement, changes, block }] of reads.entries()) {
    const traced = trace?.statements[index]
    const executed = traced?.outcome === 'executed' ? traced : undefined
    const step: Step = {
      statement,
      changes,
      ...(block === undefined ? {} : { block }),
      trace: traced,
      executed,
      schema,
      file,
    }
    for (const change of changes) noteMade(created, schema, change)
    // Now, because the schema goes on.
    const pass = passOf(step)
    if (pass !== undefined) step.pass = pass
    if (migration.source.report) findings.push(...ask(step, spoken))
    for (const change of changes) noteMoved(created, change)
    noteExclusive(exclusive, step)
    applyAll(schema, changes)
    earlier.push(step)
  }
  return findings
}

function ask(step: Step, spoken: Set<string>): RawFinding[] {
  return MIGRATION_RULES.flatMap((rule) => {
    if (rule.find === undefined || (rule.oncePerFile === true && spoken.has(rule.name))) return []
    const hits = rule.find(step)
    if (hits.length > 0) spoken.add(rule.name)
    return hits.map((hit) => findingOf(rule, step, hit))
  })
}

function noteMade(created: Set<string>, schema: SchemaModel, change: Change): void {
  if (change.type === 'create-table' && !(change.ifNotExists && schema.tables.has(change.table)))
    created.add(change.table)
  if (change.type === 'create-table-as') created.add(change.table)
}

function noteExclusive(exclusive: Map<number, Set<string>>, step: Step): void {
  const { transaction } = step.statement
  if (transaction === null || step.changes.length === 0) return
  const tables = locksOf(step).flatMap(({ relation, mode }) => (mode === 'ACCESS EXCLUSIVE' ? [relation] : []))
  if (tables.length === 0) return
  const known = exclusive.get(transaction)
  if (known === undefined) exclusive.set(transaction, new Set(tables))
  else for (const table of tables) known.add(table)
}

function noteMoved(created: Set<string>, change: Change): void {
  if (change.type === 'drop-table') created.delete(change.table)
  if (change.type !== 'rename-table' && change.type !== 'move-table') return
  if (created.delete(change.table)) created.add(change.to)
  else created.delete(change.to)
}

function applyAll(model: SchemaModel, changes: readonly Change[]): void {
  for (const change of changes) applyChange(model, change)
}

function read(statement: Statement, { blockOf, routineOf }: Readers, routines: Routines): Read {
  const block = blockOf(statement)
  const own = block === undefined ? [{ ...statement, looped: false, committed: false }] : block.statements
  const called = calledStatements(own, routines)
  noteRoutine(routines, statement, routineOf)
  if (block === undefined && called.length === 0) return { statement, changes: changesOf(statement) }
  const changes = [...own, ...called].flatMap((inner) => {
    const loop = inner.committed ? 'committed' : inner.looped ? 'uncommitted' : undefined
    return changesOf(inner).map((change): Change =>
      change.type === 'write'
        ? {
            ...change,
            ...(loop === undefined ? {} : { loop }),
            ...(inner.routine === undefined ? {} : { routine: inner.routine }),
          }
        : change,
    )
  })
  return { statement, changes, block: block ?? { statements: called, commits: false, opaque: false } }
}
