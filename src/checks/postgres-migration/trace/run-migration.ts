import { EngineStopped } from '../../../engines/sql-engine.ts'
import type { StatementTrace } from '../../finding.ts'
import { makeLocator } from '../../locate.ts'
import type { Migration, MigrationTrace, Statement } from '../migration.ts'
import { beginsTransaction, cannotRunInTransaction } from '../transactions.ts'
import { gapOf } from './failures.ts'
import { blankTrace } from './blank.ts'
import type { Gap } from './refusals.ts'
import { refusalOf } from './refusals.ts'
import { send, unlike } from './send-statement.ts'
import type { ServerError, Step } from './send-statement.ts'
import { serverRefusalOf } from './server-refusals.ts'
import type { Session } from './session.ts'
import { endTransaction, resetSession } from './session.ts'

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
      const { rights } = session
      const refusal = rights === undefined ? refusalOf(statement) : serverRefusalOf(statement, rights)
      const last = statements[index + 1]?.transaction !== statement.transaction
      if (refusal !== undefined) {
        incomplete ??= refusal
        session.refused = true
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
      const gap =
        gapOf(error, statement, { names: session.names, kind: session.engine.kind }) ?? afterRefusal(error, session)
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

function canBeWrapped(statement: Statement): boolean {
  return !unlike.test(statement.kind) && cannotRunInTransaction(statement) === undefined
}

/** A user's server lacks what was refused, so that a failure after it is not the file's. */
function afterRefusal({ message }: ServerError, { refused, rights }: Session): Gap | undefined {
  if (!refused || rights === undefined) return undefined
  return {
    reason: `it failed after a statement that was not run on the server; the server said: ${message}`,
    remedy: 'check the file without --database-url',
  }
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
  if (why === 'disk') {
    return {
      reason: `line ${line}: the statement was ended because ${message}`,
      remedy: 'take the rows out of the migration, or write fewer',
    }
  }
  const remedy =
    session.engine.kind === 'server'
      ? 'look at the log of the server, and run it again'
      : 'run the file on a disposable PostgreSQL server'
  if (why === 'memory') return { reason: `line ${line}: the statement used up the engine's memory: ${message}`, remedy }
  return { reason: `line ${line}: the statement stopped the engine: ${message}`, remedy }
}
