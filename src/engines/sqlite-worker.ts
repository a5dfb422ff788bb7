import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { parentPort } from 'node:worker_threads'
import type { Database, SqlJsStatic } from 'sql.js'
import { readScript, type ScriptReader } from './sqlite-script.ts'
import type { SqliteAnswer, SqliteMessage, SqliteRequest, SqliteStatement, SqliteValue } from './sqlite-protocol.ts'

/** Rows that are told of a statement; more would only cost. */
const mostRows = 100

let script = ''
let reader: ScriptReader | undefined

/** The copy that `restore` puts back; undefined is an empty database. */
let saved: Uint8Array | undefined

try {
  const { Database } = await load()
  let database = new Database()
  const [version] = ask(database, 'select sqlite_version()').rows.flat()
  say({ type: 'ready', version: String(version) })
  parentPort?.on('message', (request: SqliteRequest) => {
    if (request.type === 'restore') {
      database.close()
      database = new Database(saved)
    }
    say(answer(database, request))
  })
} catch (error) {
  say({ type: 'failed', message: messageOf(error) })
}

/** The build puts both files of the engine beside this one. */
async function load(): Promise<SqlJsStatic> {
  const initialise = createRequire(import.meta.url)('./sql-wasm.cjs') as (options: object) => Promise<SqlJsStatic>
  const wasmBinary = readFileSync(fileURLToPath(new URL('./sql-wasm.wasm', import.meta.url)))
  return initialise({ wasmBinary, useOldExtensionFunctions: false })
}

function answer(database: Database, request: SqliteRequest): SqliteMessage {
  if (request.type === 'ask') return { type: 'answers', answers: request.queries.map((sql) => ask(database, sql)) }
  if (request.type === 'next') return { type: 'statement', statement: runNext(database) }
  if (request.type === 'save') saved = database.export()
  if (request.type === 'script') {
    script = request.text
    reader = readScript(database, script)
  }
  return { type: 'answers', answers: [] }
}

function ask(database: Database, sql: string): SqliteAnswer {
  try {
    return { rows: (database.exec(sql).at(-1)?.values ?? []).map((row) => row.map(plain)) }
  } catch (error) {
    return { rows: [], error: messageOf(error) }
  }
}

/** Reads and runs one statement. */
function runNext(database: Database): SqliteStatement | undefined {
  if (reader === undefined) return undefined
  const started = performance.now()
  const run: SqliteStatement = {
    start: reader.start(),
    end: script.length,
    normalized: '',
    doubleQuotedStrings: [],
    ms: 0,
    rows: [],
  }
  try {
    const next = reader.next()
    if (next === undefined) return undefined
    const { statement } = next
    run.end = next.end
    run.normalized = statement.getNormalizedSQL()
    run.doubleQuotedStrings = doubleQuotedStrings(database, run)
    while (statement.step()) if (run.rows.length < mostRows) run.rows.push(statement.get().map(plain))
  } catch (error) {
    run.error = messageOf(error)
  }
  run.ms = performance.now() - started
  return run
}

/**
 * SQLite reads a double-quoted word as a string when no column is called so. In the statement as it spells it, a string is `?` and a name
 * keeps its letters: a word is a string when the spelling stays the same with a string literal in its place.
 */
function doubleQuotedStrings(
  database: Database,
  { start, end, normalized }: SqliteStatement,
): { start: number; end: number }[] {
  const text = script.slice(start, end)
  if (!text.includes('"')) return []
  return doubleQuoted(text).flatMap((word) => {
    const literal = `'${text.slice(word.start + 1, word.end - 1).replaceAll("'", "''")}'`
    try {
      const other = database.prepare(`${text.slice(0, word.start)}${literal}${text.slice(word.end)}`)
      const same = other.getNormalizedSQL() === normalized
      other.free()
      return same ? [{ start: start + word.start, end: start + word.end }] : []
    } catch {
      return []
    }
  })
}

/** Places of "…" outside strings, comments and other quotes. At most 50. */
function doubleQuoted(text: string): { start: number; end: number }[] {
  const token = /'(?:[^']|'')*'|`[^`]*`|\[[^\]]*\]|--[^\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*\*\/|("(?:[^"]|"")*")/g
  return [...text.matchAll(token)]
    .filter((match) => match[1] !== undefined)
    .slice(0, 50)
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
}

/** A blob says no more than that it is one. */
function plain(value: string | number | Uint8Array | null): SqliteValue {
  return value instanceof Uint8Array ? `blob of ${value.length} bytes` : value
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function say(message: SqliteMessage): void {
  parentPort?.postMessage(message)
}
