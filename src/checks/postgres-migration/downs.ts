import type { Source } from '../check.ts'
import type { Migration } from './migration.ts'
import { type ParsedStatement, parseSql } from './parse.ts'

/** The way back of one migration. */
export interface Down {
  /** The file that it stands in: its own, or that of the migration. */
  source: Source
  /** Offsets into that file. */
  start: number
  end: number
  statements: readonly ParsedStatement[]
  /** It cannot be parsed. */
  problem?: { message: string; offset: number }
}

/** Marks of a section that goes down: goose and dbmate. The section ends where another begins. */
const SECTION = /^--\s*(?:\+goose\s+down|migrate:down)\b.*$/im
const NEXT = /^--\s*(?:\+goose\s+up|migrate:up)\b.*$/im

/** What a path is called without the word for its direction: `0001_a.up.sql` and `0001_a.down.sql` are both `0001_a`. */
const WAYS = /(?:[._-](?:up|down|rollback|undo|revert))?\.sql$|(?<=\/)(?:up|down|migration)\.sql$/i

/** The ways back of a directory's migrations, by the path of the migration. */
export function downsOf(migrations: readonly Migration[]): Map<string, Down> {
  const downs = new Map<string, Down>()
  const files = migrations.filter(({ aside }) => aside)
  for (const up of migrations.filter(({ aside }) => !aside)) {
    const section = sectionOf(up.source)
    const file = files.find((each) => belongs(each, up))
    const found = section ?? (file === undefined ? undefined : { start: 0, end: file.source.text.length })
    if (found === undefined) continue
    const source = section === undefined ? (file ?? up).source : up.source
    const { statements, problem } = parseSql(source.text, found)
    downs.set(up.source.path, { source, ...found, statements, ...(problem !== undefined && { problem }) })
  }
  return downs
}

function sectionOf({ text }: Source): { start: number; end: number } | undefined {
  const mark = SECTION.exec(text)
  if (mark === null) return undefined
  const start = mark.index + mark[0].length
  const next = NEXT.exec(text.slice(start))
  return { start, end: next === null ? text.length : start + next.index }
}

/** Flyway pairs by version, `U1__a.sql` and `V1__b.sql`; the others by name. */
function belongs(down: Migration, up: Migration): boolean {
  if (up.convention === 'flyway') return /(?:^|\/)U[^/]*$/.test(down.source.path) && down.version === up.version
  return down.source.path !== up.source.path && down.source.path.replace(WAYS, '') === up.source.path.replace(WAYS, '')
}
