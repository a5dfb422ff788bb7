import type { FileRun } from '../run-file.ts'
import type { Column, Table } from '../snapshot.ts'
import type { Hit, SqliteRule } from './rule.ts'

/** Tables, or columns of them, that the file made. */
function made({ before, after }: FileRun): { table: Table; columns: Column[] }[] {
  return [...(after?.tables.values() ?? [])].flatMap((table) => {
    const old = before.tables.get(table.name)
    const columns = table.columns.filter(
      ({ name, type }) => !old?.columns.some((each) => each.name === name && each.type === type),
    )
    return columns.length === 0 ? [] : [{ table, columns }]
  })
}

const maker = ({ steps }: FileRun, table: string): FileRun['steps'][number] | undefined =>
  steps.find(
    ({ normalized, text }) =>
      /^(?:CREATE|ALTER) TABLE\b/.test(normalized) && text.toLowerCase().includes(table.toLowerCase()),
  ) ?? steps.find(({ normalized }) => /^CREATE TABLE\b/.test(normalized))

export const nullablePrimaryKey: SqliteRule = {
  name: 'nullable-primary-key',
  title: 'A primary key that takes NULL',
  severity: 'warning',
  why: 'By an old mistake that SQLite keeps, a PRIMARY KEY that is not INTEGER PRIMARY KEY lets NULLs in, any number of them. `INT PRIMARY KEY` is one: it is no alias of the rowid either, and gets no number by itself.',
  fix: 'INTEGER PRIMARY KEY for a number; NOT NULL beside PRIMARY KEY, STRICT or WITHOUT ROWID for anything else.',
  sameAs: [],
  find(run) {
    return made(run).flatMap(({ table, columns }): Hit[] => {
      const key = table.columns.filter(({ primaryKey }) => primaryKey > 0)
      const alias = key.length === 1 && key[0]?.type.toUpperCase() === 'INTEGER'
      const open = key.filter(({ notNull }) => !notNull)
      if (
        alias ||
        table.withoutRowid ||
        table.strict ||
        open.length === 0 ||
        !open.some((each) => columns.includes(each))
      )
        return []
      const names = open.map(({ name, type }) => `${name} ${type}`.trim()).join(', ')
      return [
        {
          step: maker(run, table.name),
          message: `The primary key of "${table.name}" takes NULL.`,
          evidence: `pragma_table_xinfo: ${names}, pk, notnull 0`,
        },
      ]
    })
  },
}

export const surprisingAffinity: SqliteRule = {
  name: 'surprising-affinity',
  title: 'A declared type that SQLite takes for a number',
  severity: 'warning',
  why: "SQLite goes by parts of the type's name. STRING has none that it knows and becomes NUMERIC, so '007' is stored as 7 and '1e3' as 1000; FLOATING POINT holds the letters INT.",
  fix: 'TEXT, REAL, INTEGER or BLOB; a STRICT table allows no other.',
  sameAs: [],
  find(run) {
    return made(run).flatMap(({ table, columns }) =>
      columns
        .filter(({ type }) => /^string\b/i.test(type) || /point/i.test(type))
        .map(({ name, type }): Hit => ({
          step: maker(run, table.name),
          message: `"${table.name}"."${name}" is declared ${type}, which has the affinity ${/int/i.test(type) ? 'INTEGER' : 'NUMERIC'}.`,
          evidence: `pragma_table_xinfo: ${name} ${type}`,
        })),
    )
  },
}

export const doubleQuotedString: SqliteRule = {
  name: 'double-quoted-string',
  title: 'A string in double quotes',
  severity: 'warning',
  why: 'Double quotes are for names. SQLite takes the word for a string only because no column is called so: a column of that name, or a slip in the name of one, changes what the statement does without an error.',
  fix: "Single quotes: 'active'.",
  sameAs: [],
  find: ({ steps }) =>
    steps.flatMap(({ doubleQuotedStrings, text, start, normalized }) =>
      doubleQuotedStrings.map((word): Hit => ({
        step: word,
        message: `${text.slice(word.start - start, word.end - start)} is taken for a string.`,
        evidence: `SQLite reads: ${normalized.slice(0, 200)}`,
        fix: { description: 'Put it in single quotes.' },
      })),
    ),
}

export const writableSchema: SqliteRule = {
  name: 'writable-schema',
  title: 'The schema is edited by hand',
  severity: 'error',
  why: 'With writable_schema on, a slip in the text of sqlite_schema makes the database file unreadable, and nothing is checked against the rows that are there.',
  fix: 'ALTER TABLE, or the rebuild: new table, copy, drop, rename.',
  sameAs: [],
  find: ({ steps }) =>
    steps
      .filter(({ normalized }) => /^PRAGMA writable_schema\s*=\s*(?:ON|1|TRUE|YES|RESET)/i.test(normalized))
      .map((step): Hit => ({ step, message: 'It opens sqlite_schema to hand-made edits.', basis: 'parsed' })),
}

export const legacyAlterTable: SqliteRule = {
  name: 'legacy-alter-table',
  title: 'Renames that do not follow',
  severity: 'warning',
  why: 'With legacy_alter_table on, a rename leaves triggers and views (and, with foreign keys off, references) on the old name.',
  fix: 'Leave it off and rebuild in the documented order: create the new table, copy, drop the old one, rename the new one.',
  sameAs: [],
  find: ({ steps }) =>
    steps
      .filter(({ normalized }) => /^PRAGMA legacy_alter_table\s*=\s*(?:ON|1|TRUE|YES)/i.test(normalized))
      .map((step): Hit => ({ step, message: 'It turns off that a rename carries references along.', basis: 'parsed' })),
}
