import type { CheckInput, CheckOutput } from '../check.ts'
import { byMigrationsDirectory } from './conventions.ts'
import { foreignFiles, sqliteMark } from './dialect.ts'
import type { Migration } from './migration.ts'

type NotChecked = CheckOutput['notChecked'][number]

const SQLITE_CHECK = 'sqlite-migration'
const MYSQL_CHECK = 'mysql-migration'

/** Which of the files read are this check's, which are another check's of the same call, and which are nobody's. */
export interface Sorted {
  mine: Migration[]
  leftTo: { path: string; check: string }[]
  /** With the reason, by path. */
  aside: ReadonlyMap<string, NotChecked>
}

/** `forced`: the user says that every file is for PostgreSQL. */
export function sortByDatabase(
  read: readonly Migration[],
  { running }: Pick<CheckInput, 'running'>,
  forced: boolean,
): Sorted {
  if (forced) return { mine: [...read], leftTo: [], aside: new Map() }
  const sqlite = running.includes(SQLITE_CHECK) ? forSqlite(read) : new Set<string>()
  const others = read.filter(({ source }) => !sqlite.has(source.path))
  const foreign = foreignFiles(others)
  const mysql = running.includes(MYSQL_CHECK)
    ? [...foreign].flatMap(([path, { database }]) => (database === 'MySQL' ? [path] : []))
    : []
  for (const path of mysql) foreign.delete(path)
  const aside = setAside(foreign)
  return {
    mine: others.filter(({ source }) => !aside.has(source.path) && !mysql.includes(source.path)),
    leftTo: [
      ...[...sqlite].map((path) => ({ path, check: SQLITE_CHECK })),
      ...mysql.map((path) => ({ path, check: MYSQL_CHECK })),
    ],
    aside,
  }
}

/** Paths of directories in which a file says that it is for SQLite. That check takes the same ones. */
function forSqlite(migrations: readonly Migration[]): Set<string> {
  const directories = [...byMigrationsDirectory(migrations, ({ source }) => source.path).values()].filter((directory) =>
    directory.some(({ source }) => sqliteMark(source.text) !== undefined),
  )
  return new Set(directories.flat().map(({ source }) => source.path))
}

/** Files that were not written for PostgreSQL and that no other check of the call takes, with the reason. */
function setAside(foreign: ReturnType<typeof foreignFiles>): Map<string, NotChecked> {
  return new Map(
    [...foreign].map(([path, { database, mark }]) => {
      const reason =
        mark === undefined
          ? `the files beside it are for ${database}, so it is not taken for PostgreSQL`
          : `it looks like ${database} (${mark}), and this check reads PostgreSQL`
      return [path, { path, reason, remedy: FORCE }]
    }),
  )
}

const FORCE =
  'if it is for PostgreSQL, pass --dialect postgres, or set checks.postgres-migration.dialect: postgres in .maifady/config.yaml'
