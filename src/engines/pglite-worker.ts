import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import type * as Pglite from '@electric-sql/pglite'
import { readDataDir, writeDataDir } from './pglite-cache.ts'
import { CONTRIB } from './pglite-protocol.ts'
import type { PgliteMessage, PgliteRequest, PgliteStart } from './pglite-protocol.ts'
import type { SqlReply } from './sql-engine.ts'

/**
 * Session defaults, so that RESET ALL comes back to them. debug1 makes the server say what it rewrites and scans. A
 * time zone other than UTC, because under UTC a change from timestamp to timestamptz needs no rewrite. Small buffers:
 * the tables are empty, and every megabyte counts twice.
 */
const sessionDefaults = [
  ['client_min_messages', 'debug1'],
  ['TimeZone', 'Europe/Paris'],
  ['shared_buffers', '8MB'],
].flatMap(([name, value]) => ['-c', `${name}=${value}`])

/** Makes the empty database a third smaller than with the defaults. */
const initdbOptions = ['--wal-segsize=1', '--set', 'min_wal_size=2MB', '--set', 'max_wal_size=4MB']

const start = workerData as PgliteStart
try {
  const { PGlite, protocol } = (await import(pathToFileURL(start.entry).href)) as typeof Pglite
  const { database, cached } = await open(PGlite)
  const reply = await query(database, protocol.serialize.query('select version()'))
  const server = /PostgreSQL [\d.]+/.exec(reply.value ?? '')?.[0]
  if (server === undefined) throw new Error('the server did not tell its version')
  say({ type: 'ready', engine: `PGlite ${start.version} (${server})`, cached })
  parentPort?.on('message', ({ queries }: PgliteRequest) => {
    void answer(
      database,
      queries.map((sql) => protocol.serialize.query(sql)),
    )
  })
} catch (error) {
  say({ type: 'failed', message: messageOf(error) })
}

async function open(PGlite: typeof Pglite.PGlite): Promise<{ database: Pglite.PGlite; cached: boolean }> {
  const options = {
    startParams: [...PGlite.defaultStartParams, ...sessionDefaults],
    initDbStartParams: initdbOptions,
    extensions: await loadExtensions(),
  }
  const cached = readDataDir(start.cacheFile)
  if (cached !== undefined) {
    try {
      return { database: await PGlite.create({ ...options, loadDataDir: cached }), cached: true }
    } catch {
      // Whole by its checksum and yet no database: made anew, and written over, below.
    }
  }
  const database = await PGlite.create(options)
  if (start.cacheFile !== undefined) await writeDataDir(start.cacheFile, await database.dumpDataDir('none'))
  return { database, cached: false }
}

async function loadExtensions(): Promise<Pglite.Extensions> {
  const loaded = start.extensions.flatMap((name) => {
    const module = CONTRIB[name]
    return module === undefined ? [] : [loadExtension(name, module)]
  })
  return Object.fromEntries(await Promise.all(loaded))
}

async function loadExtension(name: string, module: string): Promise<[string, Pglite.Extension]> {
  const path = join(dirname(start.entry), 'contrib', `${module}.js`)
  const exported = (await import(pathToFileURL(path).href)) as Record<string, Pglite.Extension | undefined>
  const extension = exported[module]
  if (extension === undefined) throw new Error(`${path} does not export ${module}`)
  return [name, extension]
}

async function answer(database: Pglite.PGlite, messages: readonly Uint8Array[]): Promise<void> {
  const replies: SqlReply[] = []
  for (const message of messages) {
    const reply = await query(database, message)
    replies.push(reply)
    if (reply.error !== undefined || reply.status === undefined) break
  }
  say({ type: 'replies', replies })
}

/** Speaks the protocol itself, because `exec` of PGlite loses the results before an error and the transaction status. */
async function query(database: Pglite.PGlite, message: Uint8Array): Promise<SqlReply> {
  const reply: SqlReply = { ms: 0, status: undefined, notices: [], value: undefined }
  const started = performance.now()
  try {
    const { messages } = await database.execProtocol(message, { throwOnError: false, syncToFs: false })
    for (const each of messages) read(each, reply)
  } catch (error) {
    // Not an answer of the server: the engine itself broke. No status says so.
    reply.status = undefined
    reply.error = { code: 'XX000', message: messageOf(error), detail: undefined }
  }
  reply.ms = performance.now() - started
  return reply
}

interface ServerMessage {
  name: string
  status?: string
  fields?: (string | null)[]
  code?: string
  message?: string
  severity?: string
  detail?: string
}

const statuses: Readonly<Record<string, SqlReply['status']>> = { I: 'idle', T: 'transaction', E: 'failed' }

function read(message: ServerMessage, reply: SqlReply): void {
  const text = message.message ?? ''
  if (message.name === 'readyForQuery') reply.status = statuses[message.status ?? '']
  else if (message.name === 'dataRow') reply.value = message.fields?.at(-1) ?? undefined
  else if (message.name === 'notice') reply.notices.push({ severity: message.severity ?? '', message: text })
  else if (message.name === 'error')
    reply.error ??= { code: message.code ?? 'XX000', message: text, detail: message.detail }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function say(message: PgliteMessage): void {
  parentPort?.postMessage(message)
}
