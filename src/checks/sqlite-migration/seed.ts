import { ask, quoted, takeSnapshot, type Column, type Session, type Snapshot, type Table } from './snapshot.ts'

/** Rows that each table gets when it is empty. */
const ROWS = 3

/**
 * Puts rows into empty tables, parents first, so that a migration meets data as it will in production: some statements are refused, and some
 * lose rows, only then. A table whose constraints refuse what we think up stays empty.
 */
export async function seed(session: Session): Promise<void> {
  const snapshot = await takeSnapshot(session)
  for (const table of parentsFirst(snapshot)) {
    if (table.rows > 0) continue
    for (let row = 1; row <= ROWS + 1; row++) await insert(session, table, row)
    // The highest key was given and taken back: what hands out numbers has to remember it.
    await ask(session, `delete from ${quoted(table.name)} where rowid > ${ROWS}`).catch(() => undefined)
  }
}

/** Tables after those that they refer to, as far as they do not refer to each other. */
function parentsFirst({ tables }: Snapshot): Table[] {
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

/** One row: each value tells its column, so that values that change places can be seen. Plainer ones follow when a CHECK refuses them. */
async function insert(session: Session, table: Table, row: number): Promise<void> {
  const columns = table.columns.filter(({ generated }) => !generated)
  for (const style of ['telling', 'number', 'one', 'required'] as const) {
    const given = columns.filter((column) => style !== 'required' || (column.notNull && column.default === null))
    const names = given.map(({ name }) => quoted(name)).join(', ')
    const values = given.map((column) => valueOf(table, column, { row, style })).join(', ')
    const sql = given.length === 0 ? 'default values' : `(${names}) values (${values})`
    const { error } = await session.engine.ask(`insert into ${quoted(table.name)} ${sql}`, session.timeout())
    if (error === undefined) return
  }
}

type Style = 'telling' | 'number' | 'one' | 'required'

function valueOf(table: Table, column: Column, { row, style }: { row: number; style: Style }): string {
  const inKey = table.foreignKeys.some(({ from }) => from.includes(column.name))
  const isKey = column.primaryKey > 0
  if (inKey || (isKey && affinity(column.type) !== 'text')) return String(row)
  if (style === 'one' && !isKey) return '1'
  if (affinity(column.type) !== 'text' || style === 'number') return String(row + 10 * table.columns.indexOf(column))
  return `'${column.name.replaceAll("'", "''")} ${row}'`
}

/** Section 3.1 of https://www.sqlite.org/datatype3.html, as far as it matters to a value. */
function affinity(type: string): 'text' | 'number' {
  return /int/i.test(type) || !/char|clob|text/i.test(type) ? (type === '' ? 'text' : 'number') : 'text'
}
