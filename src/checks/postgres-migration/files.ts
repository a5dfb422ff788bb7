import type { History } from '../check.ts'
import { nameOf } from './conventions/tool.ts'
import type { Down } from './downs.ts'
import type { Migration, MigrationTrace } from './migration.ts'

/** A migrations directory as the rules about whole files see it. */
export interface Files {
  /** In run order, with the files that are no part of the way up. */
  migrations: readonly Migration[]
  /** What running each showed, by path. */
  traces: ReadonlyMap<string, MigrationTrace>
  /** `YYYY-MM-DD` */
  today: string
  /** The way back of each, by the path of the migration. */
  downs: ReadonlyMap<string, Down>
  /** Undefined where git knows no base. */
  history?: History | undefined
}

/** A migration that its tool runs once, by its version. */
export type Versioned = Migration & { version: string }

/** Down files, repeatable migrations and what has no number are left out. */
export function versioned(migrations: readonly Migration[]): Versioned[] {
  return migrations.filter((each): each is Versioned => !each.aside && each.version !== undefined)
}

/** The first line that says something: where a finding about the whole file stands. */
export function headOf({ source }: Pick<Migration, 'source'>): { path: string; start: number; end: number } {
  const start = Math.max(0, source.text.search(/\S/))
  const line = source.text.indexOf('\n', start)
  return { path: source.path, start, end: line === -1 ? source.text.length : line }
}

/** A file's name; with its folder where each migration has one and the file's own says nothing: `0001_init/migration.sql`. */
export function shortName({ source: { path } }: Pick<Migration, 'source'>): string {
  const name = nameOf(path)
  return /^(?:migration|up|down)\.sql$/.test(name) ? path.split('/').slice(-2).join('/') : name
}
