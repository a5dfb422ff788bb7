import type { SqliteValue } from '../../../engines/sqlite.ts'
import { sameName, tableOf, type FileRun, type Step } from '../run-file.ts'
import type { Table } from '../snapshot.ts'
import { rebuilt } from './rebuild.ts'
import type { Hit, SqliteRule } from './rule.ts'

const REMEDIES: readonly [RegExp, string][] = [
  [/^NOT NULL/, 'UPDATE … WHERE the column IS NULL before it, or coalesce(column, …) in the copy.'],
  [/^UNIQUE/, 'Merge or delete the duplicates before it, in the same file.'],
  [/^FOREIGN KEY/, 'Mend or delete the rows without a parent before it, in the same file.'],
  [/constraint failed/, 'UPDATE the rows that do not fit before it, in the same file.'],
  [/./, 'CAST the values in the copy, after the rows that cannot be cast were mended.'],
]

export const rowsRefused: SqliteRule = {
  name: 'rows-refused',
  title: 'Rows that were allowed are refused',
  severity: 'warning',
  why: 'The table takes NULLs, duplicates or other values for which the statement fails. Whether there are any shows only in production, where the deploy then stops.',
  fix: 'Put the statement that mends the rows before it, in the same file.',
  sameAs: [],
  find: ({ refused }) => {
    const remedy = REMEDIES.find(([pattern]) => pattern.test(refused?.error ?? ''))?.[1]
    if (refused === undefined || remedy === undefined) return []
    return [
      {
        step: refused,
        message: `It fails on rows that the table allows: ${refused.error}.`,
        evidence: refused.error,
        fix: { description: remedy },
      },
    ]
  },
}

export const tableEmptied: SqliteRule = {
  name: 'table-emptied',
  title: 'Every row of a table is deleted',
  severity: 'warning',
  why: 'DELETE without WHERE leaves an empty table, and with ON DELETE CASCADE the tables that refer to it too. There is no way back after COMMIT.',
  fix: 'WHERE with what is to go; or keep a copy (VACUUM INTO) and say in a comment why nobody needs the rows.',
  sameAs: [],
  find: ({ before, after, steps }) =>
    [...before.tables.values()].flatMap(({ name, rows }): Hit[] => {
      const step = steps.find(({ normalized }) => deletesAll(normalized, name))
      if (step === undefined || rows === 0 || after?.tables.get(name)?.rows !== 0) return []
      return [
        {
          step,
          message: `"${name}" is empty after it.`,
          evidence: `select count(*) from ${name}: ${rows} before the file, 0 after it`,
        },
      ]
    }),
}

function deletesAll(normalized: string, table: string): boolean {
  const target = /^DELETE FROM\s*(?:main\.)?(?:"((?:[^"]|"")+)"|([^\s;"]+));?$/.exec(normalized)
  return target !== null && sameName(target[1]?.replaceAll('""', '"') ?? target[2] ?? '', table)
}

/** A rebuilt table, how many rows the old one held when it was dropped, and where that was. */
interface Copied {
  old: Table
  now: Table
  rows: number
  step: Step
}

/** Rebuilds whose old table is gone in the end; not those before or after which the file deletes rows itself. */
function copied(run: FileRun): Copied[] {
  return rebuilt(run).flatMap(({ old, now, step }) => {
    const names = [old.name, newName(step)].filter((name) => name !== undefined)
    const drop = run.steps.find(({ dropped }) => names.some((name) => sameName(name, dropped?.table ?? '')))
    const deletes = run.steps.some(
      ({ normalized }) => /^DELETE\b/.test(normalized) && names.some((name) => mentions(normalized, name)),
    )
    return drop?.dropped === undefined || deletes ? [] : [{ old, now, rows: drop.dropped.rows, step: drop }]
  })
}

const newName = ({ normalized }: Step): string | undefined => /RENAME TO\s*"?([^";]+)/.exec(normalized)?.[1]
const mentions = (text: string, name: string): boolean => text.toLowerCase().includes(name.toLowerCase())

export const rebuildWithoutCopy: SqliteRule = {
  name: 'rebuild-without-copy',
  title: 'A table is made anew and its rows are not copied',
  severity: 'error',
  why: 'DROP TABLE and CREATE TABLE of the same name leave an empty table: all rows are gone.',
  fix: 'CREATE TABLE new_name, INSERT INTO new_name (…) SELECT … FROM name, DROP TABLE name, ALTER TABLE new_name RENAME TO name.',
  sameAs: [],
  find: (run) =>
    copied(run)
      .filter(({ now, rows }) => rows > 0 && now.rows === 0)
      .map(({ old, rows, step }): Hit => ({
        step,
        message: `"${old.name}" is empty after the file: nothing copies its rows.`,
        evidence: `select count(*) from ${old.name}: ${rows} before it, 0 after the file`,
      })),
}

export const rebuildLosesRows: SqliteRule = {
  name: 'rebuild-loses-rows',
  title: 'A rebuild that leaves rows behind',
  severity: 'warning',
  why: 'What WHERE, an inner join, DISTINCT, GROUP BY or OR IGNORE keeps out of the copy goes with the old table, without an error.',
  fix: 'Copy every row. DELETE what is not to be kept in a statement of its own, so that it can be read and counted.',
  sameAs: [],
  find: (run) =>
    copied(run)
      .filter(({ now, rows }) => now.rows > 0 && now.rows < rows)
      .map(({ old, now, rows, step }): Hit => ({
        step: copyStep(run, now) ?? step,
        message: `The copy leaves out rows of "${old.name}", and the old table is dropped.`,
        evidence: `select count(*) from ${old.name}: ${rows} before the file, ${now.rows} after it`,
      })),
}

/** The last INSERT … SELECT before the table had its name, or into it. */
function copyStep({ steps }: FileRun, { name }: Table): Step | undefined {
  const rename = steps.find(({ normalized }) => sameName(newName({ normalized } as Step) ?? '', name))
  const target = tableOf(rename?.normalized ?? '') ?? name
  return steps.findLast(
    ({ normalized }) =>
      /^(?:INSERT|REPLACE)\b.*\bSELECT\b/.test(normalized) && sameName(intoOf(normalized) ?? '', target),
  )
}

function intoOf(normalized: string): string | undefined {
  const match = /^(?:INSERT|REPLACE)\b.*?\bINTO\s*(?:main\.)?(?:"((?:[^"]|"")+)"|([^\s("]+))/.exec(normalized)
  return match?.[1]?.replaceAll('""', '"') ?? match?.[2]
}

export const rebuildLosesValues: SqliteRule = {
  name: 'rebuild-loses-values',
  title: 'A rebuild that does not copy a column',
  severity: 'error',
  why: 'The column is there after the rebuild, but each row holds its default or NULL: the values went with the old table.',
  fix: 'Name the column on both sides of INSERT INTO new (…) SELECT … FROM old.',
  sameAs: [],
  find: (run) =>
    copied(run).flatMap(({ old, now }) => {
      const copy = copyStep(run, now)
      const listed = /\bINTO\s*(?:main\.)?(?:"(?:[^"]|"")+"|[^\s("]+)\s*\(([^)]*)\)/.exec(copy?.normalized ?? '')?.[1]
      if (copy === undefined || listed === undefined) return []
      const names = listed.split(',').map((name) => name.trim().replaceAll('"', ''))
      return [...now.values].flatMap(([column, values]): Hit[] => {
        const was = (old.values.get(column) ?? []).filter((value) => value !== null)
        if (was.length === 0 || names.some((name) => sameName(name, column)) || !isConstant(values)) return []
        if (was.every((value) => value === values[0])) return []
        const instead = now.columns.find(({ name }) => name === column)?.default ?? 'NULL'
        return [
          {
            step: copy,
            message: `"${column}" of "${old.name}" is not copied: every row holds ${instead} after the file.`,
            evidence: `${column}: ${shown(was[0])} before the file, ${instead} after it`,
          },
        ]
      })
    }),
}

const isConstant = (values: readonly SqliteValue[]): boolean =>
  values.length > 0 && values.every((value) => value === values[0])

export const rebuildChangesValues: SqliteRule = {
  name: 'rebuild-changes-values',
  title: 'A new column type that changes what is stored',
  severity: 'warning',
  why: "A column of a numeric type makes numbers of texts that look like one as they are copied: '007' becomes 7, '1e3' becomes 1000. Postal codes, telephone numbers and article numbers lose their zeros for good.",
  fix: 'Keep TEXT for what is no quantity. Where it is one, write CAST(column AS INTEGER) in the copy to say so.',
  sameAs: [],
  find: (run) =>
    copied(run).flatMap(({ old, now }) => {
      const copy = copyStep(run, now)
      return [...now.values].flatMap(([column, values]): Hit[] => {
        const place = (old.values.get(column) ?? []).findIndex(
          (value, row) => typeof value === 'string' && typeof values[row] === 'number' && Number(value) === values[row],
        )
        if (place === -1 || copy === undefined || /\bCAST\(|\+/i.test(copy.normalized)) return []
        const [before, after] = [old.values.get(column)?.[place], values[place]]
        const type = now.columns.find(({ name }) => name === column)?.type
        return [
          {
            step: copy,
            message: `"${column}" of "${old.name}" becomes ${type}: texts that look like numbers are stored as numbers.`,
            evidence: `${column}: ${shown(before)} before the file, ${shown(after)} after it`,
          },
        ]
      })
    }),
}

const shown = (value: SqliteValue | undefined): string =>
  typeof value === 'string' ? `'${value}'` : String(value ?? 'NULL')
