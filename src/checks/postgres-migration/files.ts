import type { History } from '../check.ts'
import { headOf as headOfSource, type Numbered, numbered, shortName as shortNameOf } from '../migration-history/past.ts'
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

/** The same with what of each runs on the way up, as its past is asked for. */
export function numberedOf(migrations: readonly Migration[]): Numbered[] {
  return versioned(migrations).flatMap((migration) => {
    const { source, convention, version, time } = migration
    return numbered([source]).map(({ up }) => ({ source, convention, version, time, up }))
  })
}

/** The first line that says something: where a finding about the whole file stands. */
export const headOf = ({ source }: Pick<Migration, 'source'>): ReturnType<typeof headOfSource> => headOfSource(source)

/** A file's name; with its folder where each migration has one and the file's own says nothing: `0001_init/migration.sql`. */
export const shortName = ({ source }: Pick<Migration, 'source'>): string => shortNameOf(source)
