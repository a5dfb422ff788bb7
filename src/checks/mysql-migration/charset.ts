import type { Table } from './schema.ts'
import type { Column } from './statement.ts'

/** Most bytes of a character, where it is not one. `SHOW CHARACTER SET` of MariaDB 10.11; the numbers are the same in MySQL. */
const MAXLEN: Record<string, number> = {
  utf8mb4: 4,
  utf16: 4,
  utf16le: 4,
  utf32: 4,
  gb18030: 4,
  utf8: 3,
  utf8mb3: 3,
  ujis: 3,
  eucjpms: 3,
  ucs2: 2,
  big5: 2,
  gb2312: 2,
  gbk: 2,
  sjis: 2,
  cp932: 2,
  euckr: 2,
}

/** Where nothing says which: the default of MySQL 8, of Debian's MariaDB, and of MariaDB from 11.6 on. */
const DEFAULT = 'utf8mb4'

/** In lower case; `utf8` is `utf8mb3`. */
export function charsetOf(column: Column, table: Table | undefined): string {
  const said =
    column.charset ??
    ofCollation(column.collation) ??
    table?.options['charset'] ??
    ofCollation(table?.options['collate']) ??
    DEFAULT
  return said === 'utf8' ? 'utf8mb3' : said
}

const ofCollation = (collation: string | undefined): string | undefined => collation?.split('_')[0]

/** Most bytes of a value, for types with a length in characters or bytes. */
export function bytesOf(column: Column, table: Table | undefined): number {
  const length = Number(column.arguments[0] ?? 1)
  return column.type.endsWith('binary') ? length : length * (MAXLEN[charsetOf(column, table)] ?? 1)
}

export const HAS_CHARSET: RegExp = /^(?:char|varchar|tinytext|text|mediumtext|longtext|enum|set)$/
