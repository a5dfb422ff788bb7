import type { Table } from './schema.ts'
import type { Write } from './statement.ts'

/**
 * Whether a statement says itself how many rows it touches at most: LIMIT, a column with a lower and an upper end, or a key that is fixed
 * by = or IN. What is tied together by OR is not looked into.
 */
export function isBounded({ where, limit, joined }: Write, table: Table | undefined): boolean {
  if (limit !== undefined) return true
  if (where === undefined) return false
  const bare = where.replaceAll(/'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"/g, '?').replaceAll('`', '')
  if (/^\s*(?:FALSE|0|1\s*=\s*0)\s*$/i.test(bare)) return true
  if (/\bOR\b|\|\|/i.test(bare)) return false
  if (/\bBETWEEN\b/i.test(bare) || hasBothEnds(bare)) return true
  return !joined && keysOf(table).some((key) => isFixed(bare, key))
}

function hasBothEnds(where: string): boolean {
  const ends = (pattern: RegExp): string[] =>
    [...where.matchAll(pattern)].map(([, column = '']) => column.toLowerCase())
  const upper = new Set(ends(/([\w.]+)\s*<=?(?!>)/g))
  return ends(/([\w.]+)\s*>=?/g).some((column) => upper.has(column))
}

/** Columns that identify a row; `id` and `uuid` in tables that are not among the files. */
function keysOf(table: Table | undefined): string[] {
  if (table?.complete !== true) return ['id', 'uuid']
  return table.indexes.flatMap(({ kind, parts }) => {
    const [first, second] = parts
    return (kind === 'primary' || kind === 'unique') && second === undefined ? (first?.column ?? []) : []
  })
}

function isFixed(where: string, key: string): boolean {
  const name = key.replaceAll(/[^\w]/g, '.')
  return new RegExp(`(?:^|[^\\w])${name}\\s*(?:=|\\bIN\\s*\\()(?!\\s*\\(?\\s*SELECT)`, 'i').test(where)
}
