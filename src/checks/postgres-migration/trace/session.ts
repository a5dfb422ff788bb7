import { EngineStopped } from '../../../engines/sql-engine.ts'
import type { SqlEngine, SqlReply } from '../../../engines/sql-engine.ts'
import type { Names } from './names-made.ts'
import type { ServerRights } from './server-refusals.ts'
import { readState, stateQuery } from './state.ts'
import type { Relation, State } from './state.ts'

/** A running engine and what is known of its database. */
export interface Session {
  engine: SqlEngine
  /** After the last statement that succeeded. */
  state: State
  /** Names in `state` may be old: the search path was changed. */
  stale: boolean
  /** Every relation ever seen. */
  relations: Map<number, Relation>
  names: Names
  /** Of the server, when it is not the embedded engine. */
  rights: ServerRights | undefined
  /** A statement of the directory was not handed over: what fails after it may fail for that. */
  refused: boolean
  /** A transaction is open, and who opened the last one. */
  open: boolean
  openedBy: 'us' | 'file'
  /** Milliseconds for one statement. */
  statementTimeout: number
  /** Milliseconds left for all files. */
  remaining(): number
}

/** Sends queries and follows the transaction status. Throws EngineStopped, also when the engine has gone silent. */
export async function runQueries(session: Session, queries: readonly string[]): Promise<SqlReply[]> {
  const replies = await session.engine.run(queries, Math.min(session.statementTimeout, session.remaining()))
  const last = replies.at(-1)
  // A wedged session answers every query with nothing: that must not pass for success.
  if (last?.status === undefined) throw new EngineStopped('crash', last?.error?.message ?? 'it no longer answers')
  session.open = last.status !== 'idle'
  return replies
}

/** Ends what is open between two transactions of the plan: commits ours, and rolls back one that the file left open. */
export async function endTransaction(session: Session): Promise<void> {
  if (!session.open) return
  session.stale ||= session.openedBy === 'file'
  await runQueries(session, [session.openedBy === 'us' ? 'COMMIT' : 'ROLLBACK'])
}

/** Each file is deployed by a session of its own: settings, temporary tables and what is left open do not carry over. */
export async function resetSession(session: Session): Promise<State> {
  const reset = [
    'ROLLBACK',
    'RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL; DEALLOCATE ALL; CLOSE ALL; UNLISTEN *; DISCARD TEMP; DISCARD SEQUENCES',
    'select pg_catalog.pg_advisory_unlock_all()',
    stateQuery(session.stale ? 'all' : 'locked'),
  ]
  const replies = await runQueries(session, session.open ? reset : reset.slice(1))
  const state = readState(replies.at(-1)?.value, session.state)
  if (state === undefined) throw new EngineStopped('crash', replies.at(-1)?.error?.message ?? 'it no longer answers')
  session.state = state
  session.stale = false
  for (const relation of state.relations.values()) session.relations.set(relation.oid, relation)
  return state
}
