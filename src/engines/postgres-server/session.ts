import { EngineStopped } from '../sql-engine.ts'
import type { SqlEngine, SqlReply } from '../sql-engine.ts'
import type { Address } from './address.ts'
import { connect, ConnectionLost } from './connection.ts'
import type { Connection } from './connection.ts'
import { endSessions } from './scratch.ts'
import { roomTaken, watchRoom } from './watch-room.ts'
import type { Room } from './watch-room.ts'

export interface SessionOptions {
  /** Of the scratch database. */
  address: Address
  applicationName: string
  /** '15.18' */
  version: string
  /** A session in another database, from which this one can be ended. */
  admin: () => Connection
  /** Milliseconds to be ready in. */
  timeout: number
}

/**
 * What RESET comes back to, whatever the server, the database and the role say, so that the trace is the same everywhere. For
 * client_min_messages and TimeZone see `pglite-worker.ts`.
 */
const settings: Readonly<Record<string, string>> = {
  client_min_messages: 'debug1',
  TimeZone: 'Europe/Paris',
  search_path: '"$user",public',
  lock_timeout: '0',
  statement_timeout: '0',
  idle_in_transaction_session_timeout: '0',
  synchronous_commit: 'off',
  // Where the room that is taken is looked at.
  default_tablespace: '',
  temp_tablespaces: '',
}

/** The one who looks on waits for nobody and calls nothing that a file made. */
const settingsAside: Readonly<Record<string, string>> = {
  search_path: 'pg_catalog',
  lock_timeout: '100',
  statement_timeout: '2000',
}
const timeoutAside = 3000

/** Opens the session that runs the statements and the one that looks on. Throws the driver's error. */
export async function startEngine(options: SessionOptions): Promise<SqlEngine> {
  const { address, applicationName, version, timeout } = options
  const work = await connect(address, { applicationName, settings, timeout })
  let aside: Connection | undefined
  let room: Room
  try {
    aside = await connect(address, { applicationName, settings: settingsAside, timeout })
    room = await watchRoom(options.admin, address.database ?? '')
  } catch (error) {
    work.destroy()
    aside?.destroy()
    throw error
  }
  return {
    engine: `PostgreSQL ${version} (server)`,
    kind: 'server',
    run: (queries, left) => run(work, queries, { ...options, room, timeout: left }),
    aside: { pid: work.pid, ask: (sql) => ask(aside, sql) },
    async close() {
      // Not politely: it may be at work still, and the database is dropped with whoever is in it.
      work.destroy()
      await aside.close()
    },
  }
}

async function run(
  work: Connection,
  queries: readonly string[],
  options: SessionOptions & { room: Room },
): Promise<SqlReply[]> {
  const ends = performance.now() + options.timeout
  const replies: SqlReply[] = []
  for (const sql of queries) {
    try {
      const reply = await queryInRoom(work, sql, { ...options, timeout: ends - performance.now() })
      replies.push(reply)
      if (reply.error !== undefined) break
    } catch (error) {
      if (!(error instanceof ConnectionLost)) throw error
      if (error.why !== 'closed') await stop(work, options)
      throw new EngineStopped(error.why === 'closed' ? 'crash' : error.why, error.message)
    }
  }
  return replies
}

/** Throws EngineStopped, with the session ended, when the query takes too much of the server's disk; else as `query` does. */
async function queryInRoom(work: Connection, sql: string, options: SessionOptions & { room: Room }): Promise<SqlReply> {
  const answered = new AbortController()
  const exceeded = options.room.exceeded(answered.signal)
  const reply = work.query(sql, options.timeout)
  const taken = await Promise.race([exceeded, reply.then(nothing, nothing)])
  answered.abort()
  // Nothing else is asked from there while it looks.
  await exceeded
  if (taken === undefined) return reply
  await stop(work, options)
  await reply.catch(nothing)
  throw new EngineStopped('disk', roomTaken(taken))
}

const nothing = (): undefined => undefined

/**
 * Ends what a session is doing, from outside: its own statement_timeout is the file's to set. A block can catch the cancellation,
 * so the session is ended too.
 */
async function stop(work: Connection, { address, admin }: SessionOptions): Promise<void> {
  const it = `pid = ${work.pid} and datname = '${address.database}'`
  try {
    await admin().query(
      `select pg_catalog.pg_cancel_backend(pid) from pg_catalog.pg_stat_activity where ${it}`,
      timeoutAside,
    )
    await admin().query(endSessions(it), timeoutAside)
  } catch (error) {
    // It is ended when the database is dropped.
    if (!(error instanceof ConnectionLost)) throw error
  }
  work.destroy()
}

async function ask(aside: Connection, sql: string): Promise<string | undefined> {
  try {
    const { value, error } = await aside.query(sql, timeoutAside)
    return error === undefined ? value : undefined
  } catch (error) {
    if (error instanceof ConnectionLost) return undefined
    throw error
  }
}
