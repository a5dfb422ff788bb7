import type { Sqlite, SqliteAnswer, SqliteValue } from '../../engines/sqlite.ts'

export interface Column {
  name: string
  type: string
  notNull: boolean
  default: string | null
  /** Place in the primary key, from 1; 0 when it is not part of it. */
  primaryKey: number
  generated: boolean
}

export interface ForeignKey {
  id: number
  table: string
  from: string[]
  /** Empty: the primary key. */
  to: string[]
  onDelete: string
}

export interface Table {
  name: string
  sql: string
  withoutRowid: boolean
  strict: boolean
  columns: Column[]
  foreignKeys: ForeignKey[]
  /** 0 for a table that the snapshot is not about. */
  rows: number
  /** What the columns of the first rows hold, by column. */
  values: Map<string, SqliteValue[]>
  /** The last number that AUTOINCREMENT gave; undefined without it. */
  sequence: number | undefined
}

/** An index, trigger or view that somebody made. */
export interface Other {
  type: 'index' | 'trigger' | 'view'
  name: string
  table: string
  sql: string
  /** Why what uses it cannot be compiled. */
  error?: string
}

/** What is in the database. */
export interface Snapshot {
  tables: Map<string, Table>
  others: Other[]
}

/** A session and the time it may take. */
export interface Session {
  engine: Sqlite
  /** Milliseconds for one statement, or what is left of the whole. */
  timeout: () => number
}

/** What became of a query of ours. */
export async function tryAsk({ engine, timeout }: Session, sql: string): Promise<SqliteAnswer> {
  const [answer] = await engine.ask([sql], timeout())
  return answer ?? { rows: [] }
}

/** Rows of a query of ours. Throws when SQLite refuses it. */
export async function ask(session: Session, sql: string): Promise<SqliteValue[][]> {
  const { rows, error } = await tryAsk(session, sql)
  if (error !== undefined) throw new Error(`${error}: ${sql.slice(0, 200)}`)
  return rows
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

const OURS = String.raw`l.schema = 'main' and l.type = 'table' and l.name not like 'sqlite\_%' escape '\'`
const QUERIES = [
  `select l.name, s.sql, l.wr, l.strict from pragma_table_list l join sqlite_schema s on s.name = l.name and s.type = 'table' where ${OURS} order by l.name`,
  `select l.name, c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden from pragma_table_list l join pragma_table_xinfo(l.name) c where ${OURS} order by l.name, c.cid`,
  `select l.name, k.id, k."table", k."from", k."to", k.on_delete from pragma_table_list l join pragma_foreign_key_list(l.name) k where ${OURS} order by l.name, k.id, k.seq`,
  `select type, name, tbl_name, sql from sqlite_schema where type <> 'table' and sql is not null order by type, name`,
  // Made with the first AUTOINCREMENT: refused before that.
  'select name, seq from sqlite_sequence',
]

/** The database as it is, with rows of the tables that it is about: reading all of them for each file would take too long. */
export async function takeSnapshot(session: Session, about: (table: string) => boolean): Promise<Snapshot> {
  const [tableRows, columnRows, keyRows, otherRows, sequenceRows] = await session.engine.ask(QUERIES, session.timeout())
  const tables = new Map<string, Table>()
  for (const [name, sql, withoutRowid, strict] of tableRows?.rows ?? []) {
    const table = String(name)
    const mine = ([of]: SqliteValue[]): boolean => of === name
    const sequence = sequenceRows?.rows.find(mine)?.[1]
    tables.set(table, {
      name: table,
      sql: String(sql),
      withoutRowid: withoutRowid === 1,
      strict: strict === 1,
      columns: (columnRows?.rows ?? []).filter(mine).map(columnOf),
      foreignKeys: foreignKeysOf((keyRows?.rows ?? []).filter(mine)),
      rows: 0,
      values: new Map(),
      sequence: sequence === undefined || sequence === null ? undefined : Number(sequence),
    })
  }
  await readRows(
    session,
    [...tables.values()].filter(({ name }) => about(name)),
  )
  const others = await withErrors(session, { others: otherRows?.rows ?? [], tables })
  return { tables, others }
}

/** SQLite looks into a view or a trigger only when something uses it: EXPLAIN compiles that and runs nothing. */
async function withErrors(
  session: Session,
  { others, tables }: { others: readonly SqliteValue[][]; tables: ReadonlyMap<string, Table> },
): Promise<Other[]> {
  const all = others.map(([type, name, table, sql]): Other => ({
    type: type as Other['type'],
    name: String(name),
    table: String(table),
    sql: String(sql),
  }))
  const uses = all.flatMap((other) => usesOf(other, tables).map((sql) => ({ other, sql })))
  if (uses.length === 0) return all
  const answers = await session.engine.ask(
    uses.map(({ sql }) => `explain ${sql}`),
    session.timeout(),
  )
  for (const [place, { other }] of uses.entries()) {
    const error = answers[place]?.error
    if (error !== undefined) other.error ??= error
  }
  return all
}

function usesOf({ type, name, table }: Other, tables: ReadonlyMap<string, Table>): string[] {
  if (type === 'view') return [`select * from ${quoted(name)}`]
  const columns = (tables.get(table)?.columns ?? []).filter(({ generated }) => !generated)
  if (type === 'index' || columns.length === 0) return []
  const assignments = columns.map((column) => `${quoted(column.name)} = ${quoted(column.name)}`).join(', ')
  return [
    `delete from ${quoted(table)}`,
    `update ${quoted(table)} set ${assignments}`,
    `insert into ${quoted(table)} default values`,
  ]
}

function columnOf([, name, type, notNull, expression, primaryKey, hidden]: SqliteValue[]): Column {
  return {
    name: String(name),
    type: String(type),
    notNull: notNull === 1,
    default: expression === null || expression === undefined ? null : String(expression),
    primaryKey: Number(primaryKey),
    generated: hidden === 2 || hidden === 3,
  }
}

function foreignKeysOf(rows: readonly SqliteValue[][]): ForeignKey[] {
  const keys = new Map<number, ForeignKey>()
  for (const [, id, target, from, to, onDelete] of rows) {
    const key = keys.get(Number(id)) ?? {
      id: Number(id),
      table: String(target),
      from: [],
      to: [],
      onDelete: String(onDelete),
    }
    key.from.push(String(from))
    if (to !== null && to !== undefined) key.to.push(String(to))
    keys.set(key.id, key)
  }
  return [...keys.values()]
}

async function readRows(session: Session, tables: readonly Table[]): Promise<void> {
  const queries = tables.flatMap(({ name, columns }) => [
    `select count(*) from ${quoted(name)}`,
    `select ${columns.map((column) => quoted(column.name)).join(', ')} from ${quoted(name)} limit 5`,
  ])
  if (queries.length === 0) return
  const answers = await session.engine.ask(queries, session.timeout())
  for (const [place, table] of tables.entries()) {
    const rows = answers[place * 2 + 1]?.rows ?? []
    table.rows = Number(answers[place * 2]?.rows[0]?.[0] ?? 0)
    table.values = new Map(table.columns.map(({ name }, column) => [name, rows.map((row) => row[column] ?? null)]))
  }
}

/** How many rows each table has. */
export async function countRows(session: Session, tables: readonly string[]): Promise<Map<string, number>> {
  const queries = tables.map((table) => `select count(*) from ${quoted(table)}`)
  const answers = queries.length === 0 ? [] : await session.engine.ask(queries, session.timeout())
  return new Map(tables.map((table, place) => [table, Number(answers[place]?.rows[0]?.[0] ?? 0)]))
}
