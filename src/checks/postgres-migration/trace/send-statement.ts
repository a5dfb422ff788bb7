import { EngineStopped } from '../../../engines/sql-engine.ts'
import type { SqlReply } from '../../../engines/sql-engine.ts'
import type { StatementTrace } from '../../finding.ts'
import type { Statement } from '../migration.ts'
import { observe } from './observe.ts'
import type { Seen } from './observe.ts'
import { endTransaction, runQueries } from './session.ts'
import type { Session } from './session.ts'
import { readState, stateQuery } from './state.ts'
import type { State } from './state.ts'
import { staticLocks } from './static-locks.ts'
import { namedLocks, strongest, watchLocks, whatWaits } from './what-waits.ts'

export interface Step {
  statement: Statement
  /** It is the last of its transaction. */
  last: boolean
  atStart: State
  /** Filled in. */
  trace: StatementTrace
}

/** As the server gave it. */
export type ServerError = NonNullable<SqlReply['error']>

/** What is put around a statement. */
export interface Frame {
  /** BEGIN before it, COMMIT after it; `wrapped`: both are for it alone. */
  opens: boolean
  ends: boolean
  wrapped: boolean
}

/** Sends a statement and the question what it did. What an error leaves open is rolled back. */
export async function send(session: Session, step: Step, frame: Frame): Promise<ServerError | undefined> {
  const { statement, last, trace, atStart } = step
  const before = session.state
  const continues = session.open
  const { replies, locks } = await sendQueries(session, statement, frame)
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
  const names = session.relations
  const seen = { statement, notices: replies[0]?.notices ?? [], atStart, before, after, names, continues }
  Object.assign(trace, observe(seen))
  if (isAlone(statement, frame))
    trace.locks = strongest(namedLocks(locks, seen), staticLocks(statement, before, atStart))
  const unfinished = commitsLater(session, statement, frame)
    ? await askAndCommit(session, seen, { trace, frame })
    : undefined
  if (unfinished !== undefined) return unfinished
  if (last && session.open) {
    await endTransaction(session)
    trace.notices.push('the file ends inside a transaction that it began; it was rolled back')
  }
  return undefined
}

/** Whether a statement runs in no transaction, not even in ours. */
const isAlone = ({ transaction }: Statement, { wrapped }: Frame): boolean => transaction === null && !wrapped

/** With a second session to ask who has to wait, the transaction is kept open for the question. */
const commitsLater = ({ engine }: Session, statement: Statement, frame: Frame): boolean =>
  engine.aside !== undefined && !isAlone(statement, frame)

async function sendQueries(
  session: Session,
  statement: Statement,
  frame: Frame,
): Promise<{ replies: SqlReply[]; locks: State['locks'] }> {
  const { opens, ends } = frame
  const commit = ends && !commitsLater(session, statement, frame)
  const run = (): Promise<SqlReply[]> =>
    runQueries(session, [
      `${opens ? 'BEGIN;\n' : ''}${statement.text}`,
      `${stateQuery(relationsToRead(statement, session, opens))}${commit ? ';\nCOMMIT' : ''}`,
    ])
  const { aside } = session.engine
  return aside !== undefined && isAlone(statement, frame) ? watchLocks(aside, run) : { replies: await run(), locks: [] }
}

async function askAndCommit(
  session: Session,
  seen: Seen,
  { trace, frame }: { trace: StatementTrace; frame: Frame },
): Promise<ServerError | undefined> {
  const { aside } = session.engine
  const blocks = aside === undefined ? undefined : await whatWaits(aside, seen)
  if (blocks !== undefined) trace.blocks = blocks
  return frame.ends ? (await runQueries(session, ['COMMIT']))[0]?.error : undefined
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

/** Statements that mean something else, or nothing, inside a transaction of ours. They take no locks on relations. */
export const unlike: RegExp =
  /^(TransactionStmt|VariableSetStmt|VariableShowStmt|LockStmt|DeclareCursorStmt|DiscardStmt|ConstraintsSetStmt)$/
