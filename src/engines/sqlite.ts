import { Worker } from 'node:worker_threads'
import { nextMessage } from './next-message.ts'
import { EngineStopped } from './sql-engine.ts'
import type { SqliteAnswer, SqliteMessage, SqliteRequest, SqliteStatement } from './sqlite-protocol.ts'

export type { SqliteAnswer, SqliteStatement, SqliteValue } from './sqlite-protocol.ts'

/** An empty database in memory, in a thread of its own. All methods throw EngineStopped when it takes too long, too much, or dies; it is gone then. */
export interface Sqlite {
  /** 'SQLite 3.54.1 (sql.js)' */
  engine: string
  /** Takes a script, of which `next` runs a statement at a time. */
  script(text: string): Promise<void>
  /** The statement that was run, or undefined at the end of the script. After one with an error that could not be read there is no next. */
  next(timeout: number): Promise<SqliteStatement | undefined>
  /** Answers to queries of ours, one for each; the milliseconds are for all of them together. */
  ask(queries: readonly string[], timeout: number): Promise<SqliteAnswer[]>
  /** Keeps a copy of the database, without what is attached. No transaction may be open, and the script is over. */
  save(timeout: number): Promise<void>
  /** Puts the copy in its place, or an empty database when there is none; pragmas are those of a new connection. */
  restore(timeout: number): Promise<void>
  close(): Promise<void>
}

/** Bytes that the process may grow by while a statement runs. */
const growthLimit = 500_000_000
const patience = 10_000

export async function startSqlite(deadline: number): Promise<Sqlite> {
  const worker = new Worker(workerFile(), {
    env: {},
    execArgv: [],
    argv: [],
    stdin: false,
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  })
  worker.stdout.resume()
  worker.stderr.resume()
  const message = (timeout: number, send: () => void): Promise<SqliteMessage> =>
    nextMessage<SqliteMessage>(worker, { timeout, growth: growthLimit }, send)
  const call = (request: SqliteRequest, timeout: number): Promise<SqliteMessage> =>
    message(timeout, () => worker.postMessage(request))
  const ready = await message(deadline, () => undefined)
  if (ready.type !== 'ready') {
    await worker.terminate()
    throw new EngineStopped('crash', ready.type === 'failed' ? ready.message : 'it answered before it was ready')
  }
  return {
    engine: `SQLite ${ready.version} (sql.js)`,
    async script(text) {
      await call({ type: 'script', text }, patience)
    },
    async next(timeout) {
      const reply = await call({ type: 'next' }, timeout)
      if (reply.type !== 'statement') throw new EngineStopped('crash', 'it answered what was not asked')
      return reply.statement
    },
    async ask(queries, timeout) {
      const reply = await call({ type: 'ask', queries }, timeout)
      if (reply.type !== 'answers') throw new EngineStopped('crash', 'it answered what was not asked')
      return reply.answers
    },
    async save(timeout) {
      await call({ type: 'save' }, timeout)
    },
    async restore(timeout) {
      await call({ type: 'restore' }, timeout)
    },
    async close() {
      await worker.terminate()
    },
  }
}

/** The built worker lies beside the built module; a module that runs from source finds it in the build. */
function workerFile(): URL {
  const file = import.meta.url.endsWith('.ts') ? '../../dist/sqlite-worker.js' : './sqlite-worker.js'
  return new URL(file, import.meta.url)
}
