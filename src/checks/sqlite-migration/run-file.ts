import type { SqliteStatement, SqliteValue } from '../../engines/sqlite.ts'
import type { Source } from '../check.ts'
import { ask, countRows, quoted, takeSnapshot, type Session, type Snapshot } from './snapshot.ts'

/** A statement that was run, and what was to be seen around it. */
export interface Step extends SqliteStatement {
  text: string
  /** A transaction was open when it ran. */
  inTransaction: boolean
  /** PRAGMA foreign_keys before and after it, where it is about that. */
  foreignKeys?: { before: SqliteValue; after: SqliteValue }
  /** Tables other than the one it drops that lost rows to it. */
  lost: { table: string; before: number; after: number }[]
}

/** What running a file showed. */
export interface FileRun {
  source: Source
  steps: Step[]
  before: Snapshot
  /** Undefined when the file was not run to its end. */
  after: Snapshot | undefined
  /** Of `PRAGMA foreign_key_check` after it: broken rows, or that the keys do not fit. */
  foreignKeyCheck: { rows: SqliteValue[][]; error?: string }
  /** Statements ran inside a transaction that the tool opens. */
  wrapped: boolean
  /** Whether a later file of the directory makes the table, in small letters. */
  madeLater: (table: string) => boolean
}

export interface Part {
  start: number
  end: number
}

const EMPTY: Snapshot = { tables: new Map(), others: [] }

/** Runs one file. Throws EngineStopped, with what was run so far lost: the caller says that it was not checked. */
export async function runFile(
  session: Session,
  source: Source,
  { part, foreignKeys, ...known }: Pick<FileRun, 'wrapped' | 'madeLater'> & { part: Part; foreignKeys: boolean },
): Promise<FileRun> {
  const { wrapped } = known
  await session.engine.ask('ROLLBACK', session.timeout())
  await detachAll(session)
  for (const [pragma, value] of [
    ['foreign_keys', foreignKeys],
    ['legacy_alter_table', false],
    ['writable_schema', false],
  ] as const)
    await ask(session, `PRAGMA ${pragma} = ${value ? 'ON' : 'OFF'}`)
  const before = await takeSnapshot(session).catch(() => EMPTY)
  const text = blank(source.text.slice(0, part.start)) + source.text.slice(part.start, part.end)
  await session.engine.script(text)
  if (wrapped) await ask(session, 'BEGIN')
  const steps: Step[] = []
  let open = wrapped
  for (;;) {
    const step = await runStep(session, { text, from: steps.at(-1)?.end ?? 0, open })
    if (step === undefined) break
    steps.push(step)
    if (step.error !== undefined) {
      await session.engine.ask('ROLLBACK', session.timeout())
      return { source, steps, before, after: undefined, foreignKeyCheck: { rows: [] }, ...known }
    }
    if (/^(?:BEGIN|COMMIT|END|ROLLBACK|SAVEPOINT|RELEASE)\b/.test(step.normalized)) open = await isOpen(session)
  }
  if (open) await session.engine.ask('COMMIT', session.timeout())
  await ask(session, 'PRAGMA writable_schema = OFF')
  return {
    source,
    steps,
    before,
    after: await takeSnapshot(session),
    foreignKeyCheck: await session.engine.ask('PRAGMA foreign_key_check', session.timeout()),
    ...known,
  }
}

/** What an earlier file attached and left: each file has a connection of its own with most tools. */
async function detachAll(session: Session): Promise<void> {
  const rows = await ask(session, "select name from pragma_database_list where name not in ('main', 'temp')")
  for (const [name] of rows) await ask(session, `DETACH ${quoted(String(name))}`)
}

const blank = (text: string): string => text.replace(/[^\r\n]/g, ' ')

/** Whether a transaction is open: a second BEGIN is refused then. */
async function isOpen({ engine, timeout }: Session): Promise<boolean> {
  const { error } = await engine.ask('BEGIN', timeout())
  if (error !== undefined) return true
  await engine.ask('ROLLBACK', timeout())
  return false
}

/** The two words that the next statement begins with, in small letters. */
function nextWords(text: string): string {
  return (/^(?:[\s;\ufeff]|--[^\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*\*\/)*(\w+\s+\w+)/.exec(text)?.[1] ?? '')
    .toLowerCase()
    .replace(/\s+/, ' ')
}

async function runStep(
  session: Session,
  { text, from, open }: { text: string; from: number; open: boolean },
): Promise<Step | undefined> {
  const words = nextWords(text.slice(from, from + 5000))
  const counts = words === 'drop table' ? await rowCounts(session) : new Map<string, number>()
  const foreignKeys = words === 'pragma foreign_keys' ? await foreignKeysNow(session) : undefined
  const run = await session.engine.next(session.timeout())
  if (run === undefined) return undefined
  const step: Step = { ...run, text: text.slice(run.start, run.end), inTransaction: open, lost: [] }
  if (foreignKeys !== undefined) step.foreignKeys = { before: foreignKeys, after: await foreignKeysNow(session) }
  const dropped = tableOf(run.normalized)
  for (const [table, rows] of counts) {
    if (table.toLowerCase() === dropped?.toLowerCase()) continue
    const after = await countRows(session, table)
    if (after < rows) step.lost.push({ table, before: rows, after })
  }
  return step
}

/** The table that a statement, as SQLite spells it, drops or alters. */
export function tableOf(normalized: string): string | undefined {
  const match = /^(?:DROP|ALTER) TABLE (?:IF EXISTS )?(?:main\.)?(?:"((?:[^"]|"")+)"|([^\s;"]+))/i.exec(normalized)
  return match?.[1]?.replaceAll('""', '"') ?? match?.[2]
}

async function foreignKeysNow(session: Session): Promise<SqliteValue> {
  const [row] = await ask(session, 'PRAGMA foreign_keys')
  return row?.[0] ?? null
}

async function rowCounts(session: Session): Promise<Map<string, number>> {
  const sql = String.raw`select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite\_%' escape '\'`
  const counts = new Map<string, number>()
  for (const [name] of await ask(session, sql)) counts.set(String(name), await countRows(session, String(name)))
  return counts
}
