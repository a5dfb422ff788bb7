import { quoted, type Column, type Table } from './snapshot.ts'
import type { Kind } from './seed.ts'

/** How the values of a row are thought up; one after the other until a table takes the row. */
export const STYLES = ['telling', 'number', 'one', 'json', 'required'] as const
type Style = (typeof STYLES)[number]

/** Migrations give out small keys themselves. */
const FIRST_KEY = 1000

/** A value for a column as an SQL expression. `row` counts from 1; the third one's texts are digits, as postal codes are. */
export function valueOf(
  { table, tables, kind }: { table: Table; tables: ReadonlyMap<string, Table>; kind: Kind },
  column: Column,
  { row, style }: { row: number; style: Style },
): string {
  const parent = parentOf(table, column)
  if (parent !== undefined && parent.table.toLowerCase() !== table.name.toLowerCase())
    return nthKey(parent, { tables, row })
  const allowed = allowedValues(table, column)
  if (allowed.length > 0) return allowed[row % allowed.length] ?? 'null'
  const isKey = column.primaryKey > 0
  const place = table.columns.indexOf(column)
  if (style === 'one' && !isKey) return '1'
  if (isMoment(column) && style !== 'number')
    return `'2026-01-${String((place % 28) + 1).padStart(2, '0')} 00:00:${String(row).padStart(2, '0')}'`
  if (!isText(column.type) || style === 'number') return String(isKey ? FIRST_KEY + row : row + 10 * place)
  const text = `${column.name} ${row}`.replaceAll("'", "''")
  if (style === 'json' || (kind === 'json' && !isKey)) return `'{"${column.name.replaceAll(/['"\\]/g, '')}": ${row}}'`
  return row === 3 ? `'00${place + 7}'` : `'${text}'`
}

/** The table and column that a foreign key of a column leads to. A key that leads to its own table gets the value of the row itself. */
function parentOf(table: Table, column: Column): { table: string; column: string | undefined } | undefined {
  const key = table.foreignKeys.find(({ from }) => from.includes(column.name))
  return key === undefined ? undefined : { table: key.table, column: key.to[key.from.indexOf(column.name)] }
}

/** The key of the parent's row of that number, or of its first one. */
function nthKey(
  parent: { table: string; column: string | undefined },
  { tables, row }: { tables: ReadonlyMap<string, Table>; row: number },
): string {
  const found = [...tables.values()].find(({ name }) => name.toLowerCase() === parent.table.toLowerCase())
  const column = parent.column ?? found?.columns.find(({ primaryKey }) => primaryKey > 0)?.name
  if (found === undefined || column === undefined) return String(row)
  const key = quoted(column)
  const keys = `select ${key} from ${quoted(found.name)} where ${key} is not null order by 1 limit 1`
  return `coalesce((${keys} offset ${row - 1}), (${keys}))`
}

/** What `CHECK (column IN (…))` lists. */
function allowedValues({ sql }: Table, { name }: Column): string[] {
  const word = name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  const list = new RegExp(`(?<![\\w$])["\`[]?${word}["\`\\]]?\\s+IN\\s*\\(([^()]*)\\)`, 'i').exec(sql)?.[1] ?? ''
  return list.match(/'(?:[^']|'')*'|-?\b\d+(?:\.\d+)?\b/g) ?? []
}

const isMoment = ({ name, type, primaryKey }: Column): boolean =>
  primaryKey === 0 &&
  (/date|time/i.test(type) ||
    (isText(type) && /(?:^|_)(?:at|on|date|time|timestamp)$|[a-z](?:At|On|Date|Time)$/.test(name)))

/** Section 3.1 of https://www.sqlite.org/datatype3.html, as far as it matters to a value. */
function isText(type: string): boolean {
  return type === '' || (!/int/i.test(type) && /char|clob|text/i.test(type))
}
