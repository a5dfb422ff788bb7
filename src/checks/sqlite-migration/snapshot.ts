import type { Sqlite, SqliteValue } from '../../engines/sqlite.ts'

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

/** Rows of a query of ours. Throws when SQLite refuses it. */
export async function ask({ engine, timeout }: Session, sql: string): Promise<SqliteValue[][]> {
  const { rows, error } = await engine.ask(sql, timeout())
  if (error !== undefined) throw new Error(`${error}: ${sql.slice(0, 200)}`)
  return rows
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

const tableQuery = `select l.name, s.sql, l.wr, l.strict from pragma_table_list l join sqlite_schema s on s.name = l.name and s.type = 'table'
  where l.schema = 'main' and l.type = 'table' and l.name not like 'sqlite\\_%' escape '\\' order by l.name`
const otherQuery = `select type, name, tbl_name from sqlite_schema where type <> 'table' and sql is not null order by type, name`

export async function takeSnapshot(session: Session): Promise<Snapshot> {
  const tables = new Map<string, Table>()
  for (const [name, sql, withoutRowid, strict] of await ask(session, tableQuery)) {
    const table = String(name)
    const columns = await readColumns(session, table)
    const shown = columns.map((column) => quoted(column.name)).join(', ')
    const rows = await ask(session, `select ${shown} from ${quoted(table)} limit 5`).catch(() => [])
    tables.set(table, {
      name: table,
      sql: String(sql),
      withoutRowid: withoutRowid === 1,
      strict: strict === 1,
      columns,
      foreignKeys: await readForeignKeys(session, table),
      rows: await countRows(session, table),
      values: new Map(columns.map((column, place) => [column.name, rows.map((row) => row[place] ?? null)])),
      sequence: /\bautoincrement\b/i.test(String(sql)) ? await readSequence(session, table) : undefined,
    })
  }
  const others = (await ask(session, otherQuery)).map(([type, name, table]): Other => ({
    type: type as Other['type'],
    name: String(name),
    table: String(table),
  }))
  return { tables, others }
}

export async function countRows(session: Session, table: string): Promise<number> {
  const [row] = await ask(session, `select count(*) from ${quoted(table)}`).catch(() => [[0]])
  return Number(row?.[0] ?? 0)
}

async function readColumns(session: Session, table: string): Promise<Column[]> {
  const sql = `select name, type, "notnull", dflt_value, pk, hidden from pragma_table_xinfo(${literal(table)}) order by cid`
  return (await ask(session, sql)).map(([name, type, notNull, expression, primaryKey, hidden]) => ({
    name: String(name),
    type: String(type),
    notNull: notNull === 1,
    default: expression === null || expression === undefined ? null : String(expression),
    primaryKey: Number(primaryKey),
    generated: hidden === 2 || hidden === 3,
  }))
}

async function readForeignKeys(session: Session, table: string): Promise<ForeignKey[]> {
  const sql = `select id, "table", "from", "to", on_delete from pragma_foreign_key_list(${literal(table)}) order by id, seq`
  const keys = new Map<number, ForeignKey>()
  for (const [id, target, from, to, onDelete] of await ask(session, sql)) {
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

async function readSequence(session: Session, table: string): Promise<number | undefined> {
  const [row] = await ask(session, `select seq from sqlite_sequence where name = ${literal(table)}`)
  return row === undefined ? undefined : Number(row[0])
}
