import { byMigrationsDirectory } from './conventions/directory.ts'
import type { Migration } from './migration.ts'

/** Marks of other databases that PostgreSQL's grammar has no place for, outside comments and strings. */
const MARKS: readonly { database: string; pattern: RegExp; mark: string }[] = [
  { database: 'MySQL', pattern: /`[^`\n]+`/, mark: 'names in backticks' },
  { database: 'MySQL', pattern: /\bENGINE\s*=\s*\w/i, mark: 'ENGINE=' },
  { database: 'MySQL', pattern: /\bAUTO_INCREMENT\b/i, mark: 'AUTO_INCREMENT' },
  { database: 'MySQL', pattern: /^\s*DELIMITER\s+\S/im, mark: 'DELIMITER' },
  { database: 'MySQL', pattern: /\b(?:DEFAULT\s+)?CHARSET\s*=/i, mark: 'CHARSET=' },
  { database: 'MySQL', pattern: /\bALGORITHM\s*=\s*(?:INSTANT|INPLACE|COPY|NOCOPY)\b/i, mark: 'ALGORITHM=' },
  { database: 'SQLite', pattern: /^\s*PRAGMA\s+\w/im, mark: 'PRAGMA' },
  { database: 'SQLite', pattern: /\bAUTOINCREMENT\b/i, mark: 'AUTOINCREMENT' },
  { database: 'SQLite', pattern: /\)\s*WITHOUT\s+ROWID\b/i, mark: 'WITHOUT ROWID' },
  { database: 'SQL Server', pattern: /^\s*GO\s*$/im, mark: 'GO' },
  { database: 'SQL Server', pattern: /\bIDENTITY\s*\(\s*\d+\s*,\s*\d+\s*\)/i, mark: 'IDENTITY(1,1)' },
]

/** What tells that a script is for SQLite, whatever else it holds: PostgreSQL has no place for it. */
export function sqliteMark(text: string): string | undefined {
  const bare = withoutCommentsAndStrings(text)
  return MARKS.find(({ database, pattern }) => database === 'SQLite' && pattern.test(bare))?.mark
}

/** The same for MySQL; PostgreSQL may still be able to read the script. */
export function mysqlMark(text: string): string | undefined {
  const bare = withoutCommentsAndStrings(text)
  return MARKS.find(({ database, pattern }) => database === 'MySQL' && pattern.test(bare))?.mark
}

/**
 * Files that were not written for PostgreSQL, by path; where they are at least half of a directory, all of it. `mark` is missing for a
 * file that is taken for what the files beside it are.
 */
export function foreignFiles(migrations: readonly Migration[]): Map<string, { database: string; mark?: string }> {
  const files = new Map<string, { database: string; mark?: string }>()
  const directories = byMigrationsDirectory(migrations, ({ source }) => source.path)
  for (const directory of directories.values()) {
    const foreign = new Map(
      directory.flatMap(({ source, problem }) => {
        const dialect = problem === undefined ? undefined : foreignDialect(source.text)
        return dialect === undefined ? [] : [[source.path, dialect] as const]
      }),
    )
    const [main] = foreign.values()
    if (main === undefined) continue
    const all = foreign.size * 2 >= directory.length
    for (const { source } of directory) {
      const own = foreign.get(source.path)
      if (own !== undefined || all) files.set(source.path, own ?? { database: main.database })
    }
  }
  return files
}

/**
 * The database a script that PostgreSQL cannot parse was written for, with the mark that tells; undefined when none does. Only
 * asked for a script with a syntax error, so what PostgreSQL understands is never set aside.
 */
export function foreignDialect(text: string): { database: string; mark: string } | undefined {
  const bare = withoutCommentsAndStrings(text)
  return MARKS.find(({ pattern }) => pattern.test(bare))
}

/** Rough on purpose: the script is no PostgreSQL, so there is no parser to ask. */
function withoutCommentsAndStrings(text: string): string {
  return text.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|\$(\w*)\$[\s\S]*?\$\1\$/g, ' ')
}
