import { ask, quoted, takeSnapshot, tryAsk, type Column, type Session, type Snapshot, type Table } from './snapshot.ts'
import { valueOf, STYLES } from './values.ts'

/** Ordinary rows that an empty table gets. */
const ROWS = 3

/** `any`: beside ordinary rows one with NULL wherever the table allows it, and one that repeats another wherever no key forbids it. */
export type Kind = 'any' | 'ordinary' | 'json' | 'none'

/** A table that refused every row that was thought up for it. */
export interface Unfilled {
  table: string
  error: string
}

/**
 * Puts rows into the empty tables that a file is about, parents first, so that a migration meets data as it will in production: some statements
 * are refused, and some lose rows, only then. Tables to which migrations gave rows keep those.
 */
export async function seed(
  session: Session,
  { text, kind, except, given }: { text: string; kind: Kind; except: ReadonlySet<string>; given: readonly string[] },
): Promise<Unfilled[]> {
  if (kind === 'none') return []
  await ask(session, 'PRAGMA foreign_keys = ON')
  const bare = await takeSnapshot(session, () => false)
  const names = tablesAbout(text, bare)
  // Those that belong to a table of a later file are refused, and so is a second turn of those with a key.
  if (names.size > 0) await session.engine.ask(given, session.timeout())
  const { tables } = await takeSnapshot(session, (name) => names.has(name))
  const unfilled: Unfilled[] = []
  for (const table of parentsFirst(tables)) {
    if (!names.has(table.name) || table.rows > 0 || except.has(table.name.toLowerCase())) continue
    const error = await fill(session, { table, tables, kind })
    if (error !== undefined) unfilled.push({ table: table.name, error })
  }
  return unfilled
}

/** Tables that the text names, those that refer to them, and the parents of all of these. */
export function tablesAbout(text: string, { tables }: Snapshot): Set<string> {
  const words = new Set(text.toLowerCase().match(/[\p{L}\p{N}_$]+/gu))
  const lower = text.toLowerCase()
  const isNamed = (name: string): boolean =>
    /^[\p{L}\p{N}_$]+$/u.test(name) ? words.has(name.toLowerCase()) : lower.includes(name.toLowerCase())
  const named = [...tables.keys()].filter(isNamed)
  const children = [...tables.values()].filter(({ foreignKeys }) =>
    foreignKeys.some(({ table }) => named.some((name) => name.toLowerCase() === table.toLowerCase())),
  )
  const about = new Set([...named, ...children.map(({ name }) => name)])
  // A set that grows while it is walked: parents of parents come too.
  for (const name of about)
    for (const { table } of tables.get(name)?.foreignKeys ?? []) if (tables.has(table)) about.add(table)
  return about
}

/** Tables after those that they refer to, as far as they do not refer to each other. */
function parentsFirst(tables: ReadonlyMap<string, Table>): Table[] {
  const done = new Set<string>()
  const visit = (table: Table, above: ReadonlySet<string>): Table[] => {
    if (done.has(table.name) || above.has(table.name)) return []
    const below = new Set([...above, table.name])
    const parents = table.foreignKeys
      .flatMap((key) => tables.get(key.table) ?? [])
      .flatMap((parent) => visit(parent, below))
    if (done.has(table.name)) return parents
    done.add(table.name)
    return [...parents, table]
  }
  return [...tables.values()].flatMap((table) => visit(table, new Set()))
}

type Filling = { table: Table; tables: ReadonlyMap<string, Table>; kind: Kind }

/** The error of the first row when the table took none. */
async function fill(session: Session, filling: Filling): Promise<string | undefined> {
  let taken = 0
  let refusal: string | undefined
  for (let row = 1; row <= ROWS; row++) {
    const error = await ordinary(session, filling, row)
    if (error === undefined) taken++
    else refusal ??= error
  }
  if (taken === 0) return refusal
  if (filling.kind === 'any') {
    await insert(session, filling.table, nulls(filling, ROWS + 1))
    await repeat(session, filling, ROWS + 2)
  }
  if (/\bautoincrement\b/i.test(filling.table.sql)) await giveAndTake(session, filling, ROWS + 3)
  return undefined
}

/** A key that was given out and taken back: AUTOINCREMENT has to remember it. */
async function giveAndTake(session: Session, filling: Filling, row: number): Promise<void> {
  await ordinary(session, filling, row)
  const table = quoted(filling.table.name)
  await tryAsk(session, `delete from ${table} where rowid = (select max(rowid) from ${table})`)
}

type Given = readonly (readonly [Column, string])[]

async function insert(session: Session, table: Table, given: Given): Promise<string | undefined> {
  const names = given.map(([{ name }]) => quoted(name)).join(', ')
  const values = given.map(([, value]) => value).join(', ')
  const row = given.length === 0 ? 'default values' : `(${names}) values (${values})`
  return (await tryAsk(session, `insert into ${quoted(table.name)} ${row}`)).error
}

/** Each value tells its column, so that values that change places can be seen. Plainer ones follow when a CHECK refuses them. */
async function ordinary(session: Session, filling: Filling, row: number): Promise<string | undefined> {
  let refusal: string | undefined
  for (const style of STYLES) {
    const given = writable(filling.table)
      .filter((column) => style !== 'required' || (column.notNull && column.default === null))
      .map((column) => [column, valueOf(filling, column, { row, style })] as const)
    const error = await insert(session, filling.table, given)
    if (error === undefined) return undefined
    refusal ??= error
  }
  return refusal
}

const writable = ({ columns }: Table): Column[] => columns.filter(({ generated }) => !generated)

const nulls = (filling: Filling, row: number): Given =>
  writable(filling.table).map((column) => [
    column,
    column.notNull || column.primaryKey > 0 ? valueOf(filling, column, { row, style: 'telling' }) : 'null',
  ])

/** The first row again; where a key forbids that, the last of its columns gets a value of its own. */
async function repeat(session: Session, filling: Filling, row: number): Promise<void> {
  const own = new Set(filling.table.columns.filter(({ primaryKey }) => primaryKey > 0).map(({ name }) => name))
  for (let attempt = 0; attempt < 5; attempt++) {
    const given = writable(filling.table).map(
      (column) =>
        [column, valueOf(filling, column, { row: own.has(column.name) ? row : 1, style: 'telling' })] as const,
    )
    const error = await insert(session, filling.table, given)
    const key = /UNIQUE constraint failed: (.*)/
      .exec(error ?? '')?.[1]
      ?.split(', ')
      .at(-1)
    if (key === undefined) return
    own.add(key.slice(key.lastIndexOf('.') + 1))
  }
}
