import type { SqlReply } from '../../../engines/sql-engine.ts'
import { EngineStopped } from '../../../engines/sql-engine.ts'
import type { StatementTrace } from '../../finding.ts'
import { makeLocator } from '../../locate.ts'
import type { Migration, MigrationTrace, Statement } from '../migration.ts'
import { beginsTransaction, cannotRunInTransaction } from '../transactions.ts'
import { gapOf } from './failures.ts'
import { observe } from './observe.ts'
import { blankTrace } from './blank.ts'
import type { Gap } from './refusals.ts'
import { refusalOf } from './refusals.ts'
import type { Session } from './session.ts'
import { resetSession, runQueries } from './session.ts'
import { readState, stateQuery } from './state.ts'
import type { State } from './state.ts'
import { staticLocks } from './static-locks.ts'

/** A file's trace, and why the files after it cannot be run on what it left. */
export interface FileRun {
  trace: MigrationTrace
  stop?: Gap
}

/** Runs one file, statement by statement, in the transactions planned for it. Never throws for what the SQL does. */
export async function runMigration(session: Session, migration: Migration): Promise<FileRun> {
  const { source, statements } = migration
  const locator = makeLocator(source.text)
  const traces: StatementTrace[] = []
  let incomplete: Gap | undefined
  const done = (stop?: Gap): FileRun => {
    for (const statement of statements.slice(traces.length)) traces.push(blankTrace(statement, locator, 'not-run'))
    const trace = {
      engine: session.engine.engine,
      statements: traces,
      ...(incomplete === undefined ? {} : { incomplete }),
    }
    return stop === undefined ? { trace } : { trace, stop }
  }
  try {
    const atStart = await resetSession(session)
    for (const [index, statement] of statements.entries()) {
      const refusal = refusalOf(statement)
      const last = statements[index + 1]?.transaction !== statement.transaction
      if (refusal !== undefined) {
        incomplete ??= refusal
        traces.push(blankTrace(statement, locator, 'refused'))
        if (last) await endTransaction(session)
        continue
      }
      const trace = blankTrace(statement, locator, 'executed')
      const error = await runStatement(session, { statement, last, atStart, trace })
      if (error === undefined) {
        traces.push(trace)
        continue
      }
      trace.error = { code: error.code, message: error.message }
      const gap = gapOf(error, statement, session.names)
      trace.outcome = gap === undefined ? 'failed' : 'not-run'
      incomplete ??= gap === undefined ? undefined : at(trace, gap)
      traces.push(trace)
      return done({
        reason: `${source.path}, which runs before it, was not run to its end`,
        remedy: `mend ${source.path} first`,
      })
    }
  } catch (error) {
    if (!(error instanceof EngineStopped)) throw error
    const { line } = locator.position(statements[traces.length]?.start ?? 0)
    incomplete = stoppedGap(error, line, session)
    return done({ ...incomplete, reason: `the engine stopped at ${source.path}: ${incomplete.reason}` })
  }
  return done()
}

interface Step {
  statement: Statement
  /** It is the last of its transaction. */
  last: boolean
  atStart: State
  /** Filled in. */
  trace: StatementTrace
}

type ServerError = NonNullable<SqlReply['error']>

async function runStatement(session: Session, step: Step): Promise<ServerError | undefined> {
  const { statement, last } = step
  const alone = statement.transaction === null
  const begins = beginsTransaction([statement])
  const opens = !session.open && !begins && (!alone || canBeWrapped(statement))
  if (begins) session.openedBy = 'file'
  else if (opens) session.openedBy = 'us'
  const error = await send(session, step, {
    opens,
    ends: session.openedBy === 'us' && (alone ? opens : last),
    wrapped: alone && opens,
  })
  if (error === undefined || !alone || !opens || !needsToBeAlone.has(error.code)) return error
  // It may not be in a transaction, which only the server could know: once more without ours.
  return await send(session, step, { opens: false, ends: false, wrapped: false })
}

/** active_sql_transaction and invalid_transaction_termination. */
const needsToBeAlone = new Set(['25001', '2D000'])

interface Frame {
  opens: boolean
  ends: boolean
  wrapped: boolean
}

/** Sends a statement and the question what it did. What an error leaves open is rolled back. */
async function send(session: Session, step: Step, { opens, ends, wrapped }: Frame): Promise<ServerError | undefined> {
  const { statement, last, trace, atStart } = step
  const before = session.state
  const continues = session.open
  const toRead = relationsToRead(statement, session, opens)
  const replies = await runQueries(session, [
    `${opens ? 'BEGIN;\n' : ''}${statement.text}`,
    `${stateQuery(toRead)}${ends ? ';\nCOMMIT' : ''}`,
  ])
  trace.ms = Math.round((replies[0]?.ms ?? 0) * 1000) / 1000
  trace.lockTimeout = before.lockTimeout
  const error = replies.find((reply) => reply.error !== undefined)?.error
  if (error !== undefined) {
    if (session.open) await runQueries(session, ['ROLLBACK'])
    return error
  }
  const after = readState(replies[1]?.value, before)
  if (after === undefined) throw new EngineStopped('crash', 'it no longer answers')
  session.state = after
  for (const relation of after.relations.values()) session.relations.set(relation.oid, relation)
  const seen = {
    statement,
    notices: replies[0]?.notices ?? [],
    atStart,
    before,
    after,
    names: session.relations,
    continues,
  }
  Object.assign(trace, observe(seen))
  if (statement.transaction === null && !wrapped) trace.locks = staticLocks(statement, before, atStart)
  if (last && session.open) {
    await endTransaction(session)
    trace.notices.push('the file ends inside a transaction that it began; it was rolled back')
  }
  return undefined
}

/** All of them after what commits by itself, undoes something or gives the relations other names. */
function relationsToRead(statement: Statement, session: Session, opens: boolean): 'all' | 'locked' {
  if (/search_path|^reset all|^discard all/i.test(statement.text)) {
    session.stale = true
    return 'all'
  }
  if ('TransactionStmt' in statement.node)
    return /ROLLBACK/.test(statement.node.TransactionStmt.kind ?? '') ? 'all' : 'locked'
  return opens || session.open || unlike.test(statement.kind) ? 'locked' : 'all'
}

/** Ends what is open between two transactions of the plan: commits ours, and rolls back one that the file left open. */
async function endTransaction(session: Session): Promise<void> {
  if (!session.open) return
  session.stale ||= session.openedBy === 'file'
  await runQueries(session, [session.openedBy === 'us' ? 'COMMIT' : 'ROLLBACK'])
}

/** Statements that mean something else, or nothing, inside a transaction of ours. They take no locks on relations. */
const unlike =
  /^(TransactionStmt|VariableSetStmt|VariableShowStmt|LockStmt|DeclareCursorStmt|DiscardStmt|ConstraintsSetStmt)$/

function canBeWrapped(statement: Statement): boolean {
  return !unlike.test(statement.kind) && cannotRunInTransaction(statement) === undefined
}

function at({ start }: StatementTrace, { reason, remedy }: Gap): Gap {
  return { reason: `line ${start.line}: ${reason}`, remedy }
}

function stoppedGap({ why, message }: EngineStopped, line: number, session: Session): Gap {
  if (why === 'time' && session.remaining() <= 0) {
    return {
      reason: `line ${line}: the time for the whole call was over`,
      remedy: 'check fewer files at a time, or give the call more time',
    }
  }
  if (why === 'time') {
    return {
      reason: `line ${line}: the statement did not end within ${session.statementTimeout} ms on empty tables`,
      remedy: 'take the loop or the wait out of the migration, or raise statementTimeout in the settings',
    }
  }
  const remedy = 'run the file on a disposable PostgreSQL server'
  if (why === 'memory') return { reason: `line ${line}: the statement used up the engine's memory: ${message}`, remedy }
  return { reason: `line ${line}: the statement stopped the engine: ${message}`, remedy }
}
