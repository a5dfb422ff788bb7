import type { SqliteStatement, SqliteValue } from '../../engines/sqlite.ts'
import type { Source } from '../check.ts'
import { tablesAbout } from './seed.ts'
import { ask, countRows, takeSnapshot, tryAsk, type Session, type Snapshot } from './snapshot.ts'

/** A statement that was run, and what was to be seen around it. */
export interface Step extends SqliteStatement {
  text: string
  /** A transaction was open when it ran. */
  inTransaction: boolean
  /** PRAGMA foreign_keys before and after it, where it is about that. */
  foreignKeys?: { before: SqliteValue; after: SqliteValue }
  /** The table that it drops and the rows in it. */
  dropped?: { table: string; rows: number }
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
  /** What `PRAGMA integrity_check` finds, when the file switched off what keeps rows right. */
  integrity: string[]
  /** Statements ran inside a transaction that the tool opens. */
  wrapped: boolean
  /** Whether a later file of the directory makes the table, in small letters. */
  madeLater: (table: string) => boolean
}

export interface Part {
  start: number
  end: number
}

export interface Options extends Pick<FileRun, 'wrapped' | 'madeLater'> {
  /** What of the source is run. */
  part: Part
  /** Whether foreign keys are on beforehand. */
  foreignKeys: boolean
  /** INSERTs of the user's for tables that are empty. */
  rows: readonly string[]
}

/** Runs one file on a new connection. Throws EngineStopped, with what was run so far lost: the caller says that it was not checked. */
export async function runFile(
  session: Session,
  source: Source,
  { part, foreignKeys, ...known }: Options,
): Promise<FileRun> {
  const { wrapped } = known
  await ask(session, `PRAGMA foreign_keys = ${foreignKeys ? 'ON' : 'OFF'}`)
  const names = tablesAbout(source.text, await takeSnapshot(session, () => false))
  const before = await takeSnapshot(session, (name) => names.has(name))
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
      await tryAsk(session, 'ROLLBACK')
      return { source, steps, before, after: undefined, foreignKeyCheck: { rows: [] }, integrity: [], ...known }
    }
    if (/^(?:BEGIN|COMMIT|END|ROLLBACK|SAVEPOINT|RELEASE)\b/.test(step.normalized)) open = await isOpen(session)
  }
  if (open) await tryAsk(session, 'COMMIT')
  await ask(session, 'PRAGMA writable_schema = OFF')
  return {
    source,
    steps,
    before,
    after: await takeSnapshot(session, (name) => names.has(name)),
    foreignKeyCheck: await tryAsk(session, 'PRAGMA foreign_key_check'),
    integrity: steps.some(({ normalized }) => SWITCH.test(normalized)) ? await integrityOf(session) : [],
    ...known,
  }
}

const blank = (text: string): string => text.replace(/[^\r\n]/g, ' ')

/** What lets rows in that constraints forbid. */
export const SWITCH: RegExp = /^PRAGMA (?:writable_schema|ignore_check_constraints)\b/i

async function integrityOf(session: Session): Promise<string[]> {
  await ask(session, 'PRAGMA ignore_check_constraints = OFF')
  return (await ask(session, 'PRAGMA integrity_check')).map(([line]) => String(line)).filter((line) => line !== 'ok')
}

/** Whether a transaction is open: a second BEGIN is refused then. */
async function isOpen(session: Session): Promise<boolean> {
  const { error } = await tryAsk(session, 'BEGIN')
  if (error !== undefined) return true
  await tryAsk(session, 'ROLLBACK')
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
  if (counts.size === 0) return step
  const now = await countRows(session, [...counts.keys()])
  const target = tableOf(run.normalized) ?? ''
  for (const [table, before] of counts) {
    const after = now.get(table) ?? 0
    if (sameName(table, target)) step.dropped = { table, rows: before }
    else if (after < before) step.lost.push({ table, before, after })
  }
  return step
}

/** Names of SQLite do not tell capitals from small letters. */
export const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

/** The table that a statement, as SQLite spells it, drops or alters. */
export function tableOf(normalized: string): string | undefined {
  const match = /^(?:DROP|ALTER) TABLE\s*(?:IF EXISTS\s*)?(?:main\.)?(?:"((?:[^"]|"")+)"|([^\s;"]+))/i.exec(normalized)
  return match?.[1]?.replaceAll('""', '"') ?? match?.[2]
}

async function foreignKeysNow(session: Session): Promise<SqliteValue> {
  const [row] = await ask(session, 'PRAGMA foreign_keys')
  return row?.[0] ?? null
}

async function rowCounts(session: Session): Promise<Map<string, number>> {
  const sql = String.raw`select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite\_%' escape '\'`
  return countRows(
    session,
    (await ask(session, sql)).map(([name]) => String(name)),
  )
}
