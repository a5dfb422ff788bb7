import type { Socket } from 'node:net'
import { Client } from 'pg'
import type { Connection as Wire, Submittable } from 'pg'
import pgpass from 'pgpass'
import type { SqlReply } from '../sql-engine.ts'
import type { Address } from './address.ts'

/** One session on a server. */
export interface Connection {
  /** Process id of the server's process for it. */
  pid: number
  /** Sends one query string. Throws ConnectionLost when the session ends, and when it does not answer within `timeout` milliseconds. */
  query(sql: string, timeout: number): Promise<SqlReply>
  /** Ends it at once, whatever it does. */
  destroy(): void
  close(): Promise<void>
}

/** The session is no more, or does not answer. */
export class ConnectionLost extends Error {
  override name = 'ConnectionLost'
  readonly why: 'time' | 'memory' | 'closed'
  constructor(why: 'time' | 'memory' | 'closed', message: string) {
    super(message)
    this.why = why
  }
}

export interface ConnectOptions {
  database?: string
  /** Shown in pg_stat_activity: how our own sessions are told from others. */
  applicationName: string
  /** Settings that RESET comes back to. */
  settings?: Readonly<Record<string, string>>
  /** Milliseconds. */
  timeout: number
}

/** Opens a session. Throws the driver's error: see `explain-failure.ts`. */
export async function connect(address: Address, options: ConnectOptions): Promise<Connection> {
  const { host, port, user, ssl } = address
  const settings = Object.entries(options.settings ?? {})
  const client = new Client({
    ...(host !== undefined && { host }),
    ...(port !== undefined && { port }),
    ...(user !== undefined && { user }),
    ...(ssl !== undefined && { ssl }),
    ...databaseOf(options.database ?? address.database),
    password: address.password ?? process.env['PGPASSWORD'] ?? passwordFromFile,
    application_name: options.applicationName,
    connectionTimeoutMillis: Math.max(1, Math.min(address.connectTimeout, options.timeout)),
    options: settings.map(([name, value]) => `-c ${name}=${value.replaceAll(/([\\ ])/g, String.raw`\$1`)}`).join(' '),
    keepAlive: true,
  })
  // Without a listener an error of the socket would end the process; who waits for an answer hears of it too.
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (error) {
    client.connection.stream.destroy()
    throw error
  }
  return {
    pid: (client as unknown as { processID: number }).processID,
    query: (sql, timeout) => ask(client, sql, timeout),
    destroy: () => void client.connection.stream.destroy(),
    async close() {
      await Promise.race([client.end().catch(() => undefined), pause(closeTimeout)])
      client.connection.stream.destroy()
    },
  }
}

const databaseOf = (database: string | undefined): { database?: string } => (database === undefined ? {} : { database })

/** Milliseconds in which a session that is ended politely must be gone. */
const closeTimeout = 1000

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref())

/** From PGPASSFILE or ~/.pgpass; the driver's own way to it prints a warning. */
function passwordFromFile(connection?: object): Promise<string> {
  return new Promise((resolve) => pgpass(connection ?? {}, (password) => resolve(password ?? '')))
}

/** Bytes of one answer; nobody reads more than its last value. */
const answerLimit = 256_000_000
/** Milliseconds between two looks at how much came. */
const watchEvery = 100
const statuses: Readonly<Record<string, SqlReply['status']>> = { I: 'idle', T: 'transaction', E: 'failed' }

/**
 * Speaks the simple protocol through the driver's interface for query objects of one's own, because `client.query` answers before
 * the transaction status is known and keeps every row.
 */
async function ask(client: Client, sql: string, timeout: number): Promise<SqlReply> {
  const reply: SqlReply = { ms: 0, status: undefined, notices: [], value: undefined }
  const { connection } = client
  // Looked up each time: TLS puts another stream in its place.
  const received = (): number => (connection.stream as Socket).bytesRead
  const before = received()
  const onNotice = (notice: { severity?: string | undefined; message?: string | undefined }): void => {
    if (reply.notices.length < noticeLimit)
      reply.notices.push({ severity: notice.severity ?? '', message: notice.message ?? '' })
  }
  let timer: NodeJS.Timeout | undefined
  let watch: NodeJS.Timeout | undefined
  let onReady: ((message: { status: string }) => void) | undefined
  let onEnd: (() => void) | undefined
  const started = performance.now()
  try {
    await new Promise<void>((resolve, reject) => {
      const lose = (...why: ConstructorParameters<typeof ConnectionLost>): void => reject(new ConnectionLost(...why))
      onReady = ({ status }) => {
        reply.status = statuses[status]
        resolve()
      }
      onEnd = () => lose('closed', reply.error?.message ?? 'the server closed the connection')
      timer = setTimeout(() => lose('time', `it did not answer within ${Math.round(timeout)} ms`), Math.max(0, timeout))
      watch = setInterval(() => {
        if (received() - before > answerLimit) lose('memory', `it answers with more than ${answerLimit / 1e6} MB`)
      }, watchEvery)
      client.on('notice', onNotice)
      connection.on('readyForQuery', onReady)
      connection.on('end', onEnd)
      if (connection.stream.destroyed) onEnd()
      else client.query(queryOf(sql, reply, (message) => lose('closed', message)))
    })
  } finally {
    reply.ms = performance.now() - started
    clearTimeout(timer)
    clearInterval(watch)
    client.off('notice', onNotice)
    if (onReady !== undefined) connection.off('readyForQuery', onReady)
    if (onEnd !== undefined) connection.off('end', onEnd)
  }
  return reply
}

/** More than any migration says; a loop that raises a notice says millions. */
const noticeLimit = 10_000

interface Failure extends Error {
  code?: string
  detail?: string
}

/** What the driver calls as the answer comes in. `lost` is for an error that is the driver's own: no status follows it. */
function queryOf(sql: string, reply: SqlReply, lost: (message: string) => void): Submittable {
  const nothing = (): void => undefined
  const query = {
    submit: (connection: Wire) => (connection as unknown as { query(text: string): void }).query(sql),
    handleRowDescription: nothing,
    handleDataRow({ fields }: { fields: (string | null)[] }) {
      reply.value = fields.at(-1) ?? undefined
    },
    handleCommandComplete: nothing,
    handlePortalSuspended: nothing,
    handleEmptyQuery: nothing,
    handleReadyForQuery: nothing,
    handleCopyInResponse: (connection: { sendCopyFail(why: string): void }) =>
      connection.sendCopyFail('no rows are sent'),
    handleCopyData: nothing,
    handleError({ code, message, detail }: Failure) {
      if (code === undefined) lost(message)
      else reply.error ??= { code, message, detail }
    },
  }
  return query
}
