import type * as Reader from './read/statement.ts'
import type { MigrationFile } from '../postgres-migration/conventions.ts'
import { type Executes, splitStatements } from './split.ts'
import type { ReadFile } from './steps.ts'
import type { Target } from './target.ts'

/** The grammar is two and a half megabytes and a file of its own, which the build puts beside this one. */
export async function loadReader(): Promise<typeof Reader> {
  return (await import(new URL('./mysql-grammar.js', import.meta.url).href)) as typeof Reader
}

/** Cuts and reads the files of a directory; each is `undefined` when the time is up before it. */
export function readFile(file: MigrationFile, target: Target, { readStatement }: typeof Reader): ReadFile {
  const { source, reading } = file
  const split = splitStatements(source.text, reading.up ?? { start: 0, end: 0 }, executesOn(target))
  return { ...file, split, statements: split.pieces.map(({ start, text }) => readStatement(text, start)) }
}

/**
 * MySQL executes `/*!80013` from 8.0.13 on. MariaDB does so up to 50699 and from 100000 on, and `/*M!`:
 * https://mariadb.com/docs/server/reference/sql-structure/comment-syntax
 */
function executesOn({ engine, version }: Target): Executes {
  const [major, minor, patch] = version
  const own = major * 10_000 + minor * 100 + patch
  return (mark, wanted) => {
    if (wanted > own) return false
    if (engine === 'mysql') return mark === '!'
    return mark === 'M!' || wanted < 50_700 || wanted >= 100_000
  }
}
