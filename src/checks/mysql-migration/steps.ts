import type { MigrationFile } from '../postgres-migration/conventions.ts'
import { apply, type Schema, type Table, tableOf } from './schema.ts'
import type { Split } from './split.ts'
import type { Alter, Action, Statement } from './statement.ts'
import type { Target } from './target.ts'
import { type Verdict, verdictOf } from './verdict.ts'
import { worksOfAlter } from './works.ts'
import type { Work } from './column-change.ts'

/** A file, cut and read. */
export interface ReadFile extends MigrationFile {
  split: Split
  statements: Statement[]
}

/** What a session has set before a statement; undefined where no statement of the file sets it. */
export interface Session {
  foreignKeyChecks: boolean
  /** As written. */
  variables: Map<string, string>
  /** The statement that began the transaction which is open. */
  begun?: Statement | undefined
  /** Rows were written since then. */
  written: boolean
}

/** A statement, what was there before it, and what it is to the server. */
export interface Step {
  file: ReadFile
  statement: Statement
  /** The statements of the file before it. A copy for each would take the square of their number. */
  earlier: () => readonly Step[]
  target: Target
  session: Session
  /** The table of an ALTER before it, as far as the files made it. */
  table?: Table
  /** The table was there before this file: others use it. */
  shared: boolean
  alter?: Alter
  works: Work[]
  /** Actions of which it cannot be told what they are to the server. */
  unknown: Action[]
  verdict?: Verdict
}

/** The statements of a directory in run order; each file begins a session of its own. */
export function stepsOf(files: readonly ReadFile[], target: Target): Step[] {
  const schema: Schema = new Map()
  return files.flatMap((file) => {
    const session: Session = { foreignKeyChecks: true, variables: new Map(), written: false }
    const steps: Step[] = []
    for (const statement of file.statements) {
      const place = steps.length
      steps.push(stepOf({ file, statement, earlier: () => steps.slice(0, place), target, session, schema }))
      apply(schema, statement.body, file.source.path)
      remember(session, statement)
    }
    return steps
  })
}

function stepOf(given: {
  file: ReadFile
  earlier: Step['earlier']
  statement: Statement
  target: Target
  session: Session
  schema: Schema
}): Step {
  const { file, statement, earlier, target, session, schema } = given
  const { body } = statement
  const before: Session = { ...session, variables: new Map(session.variables) }
  const base = { file, statement, earlier, target, session: before, works: [], unknown: [] }
  if (body.kind !== 'alter') return { ...base, shared: othersUse(tablesOf(body), file, schema) }
  const current = tableOf(schema, body.table)
  const table = current === undefined ? undefined : structuredClone(current)
  const { works, unknown } = worksOfAlter(body, { table, foreignKeyChecks: before.foreignKeyChecks })
  const verdict = verdictOf(works, table, target)
  const shared = table === undefined || (table.madeIn !== file.source.path && !table.temporary)
  return {
    ...base,
    shared,
    alter: body,
    works,
    unknown,
    ...(table !== undefined && { table }),
    ...(verdict !== undefined && { verdict }),
  }
}

/** Whether one of the tables was there before the file, as far as can be told. */
function othersUse(names: readonly string[], { source }: ReadFile, schema: Schema): boolean {
  return names.some((name) => {
    const table = tableOf(schema, name)
    return table === undefined || (table.madeIn !== source.path && !table.temporary)
  })
}

function tablesOf(body: Statement['body']): readonly string[] {
  if (body.kind === 'drop-table') return body.temporary ? [] : body.tables
  if (body.kind === 'update' || body.kind === 'delete') return body.tables
  return body.kind === 'truncate' ? [body.table] : []
}

function remember(session: Session, statement: Statement): void {
  const { body } = statement
  if (body.kind === 'transaction' && body.what !== 'other') {
    session.begun = body.what === 'begin' ? statement : undefined
    session.written = false
  } else session.written ||= /^(?:INSERT|UPDATE|DELETE|REPLACE)\b/i.test(statement.text)
  if (body.kind !== 'set') return
  for (const { name, value, global } of body.variables) {
    if (global) continue
    session.variables.set(name, value)
    if (name === 'foreign_key_checks') session.foreignKeyChecks = !/^(?:0|OFF|FALSE)$/i.test(value)
  }
}
