import { tableOf, type FileRun } from '../run-file.ts'
import type { Hit, SqliteRule } from './rule.ts'

/** The statement that does something to a table, by how SQLite spells it. */
const stepOn = ({ steps }: FileRun, table: string, pattern: RegExp): FileRun['steps'][number] | undefined =>
  steps.find(({ normalized }) => pattern.test(normalized) && tableOf(normalized) === table)

const DROP = /^DROP TABLE\b/
const RENAME = /^ALTER TABLE .* RENAME TO\b/

export const dropTable: SqliteRule = {
  name: 'drop-table',
  title: 'A table is dropped',
  severity: 'warning',
  why: 'Its rows are gone, and code that still reads it fails from this moment on.',
  fix: 'Stop reading and writing it, deploy, keep a copy (VACUUM INTO), and drop it in a later release.',
  sameAs: [],
  find(run) {
    return [...run.before.tables.keys()].flatMap((table): Hit[] => {
      const step = stepOn(run, table, DROP)
      if (run.after === undefined || run.after.tables.has(table) || step === undefined) return []
      return [{ step, message: `"${table}" is dropped with its rows.` }]
    })
  },
}

export const renameTable: SqliteRule = {
  name: 'rename-table',
  title: 'A table is renamed',
  severity: 'warning',
  why: 'Code that runs until the deploy ends asks for the old name and fails.',
  fix: 'Put a view with the old name beside it until the last reader is gone.',
  sameAs: [],
  find(run) {
    return [...run.before.tables.keys()].flatMap((table): Hit[] => {
      const step = stepOn(run, table, RENAME)
      const view = run.after?.others.some(({ type, name }) => type === 'view' && name === table)
      if (run.after === undefined || run.after.tables.has(table) || step === undefined || view === true) return []
      // Renamed away and dropped: that is a drop.
      if (run.steps.some(({ normalized }) => DROP.test(normalized) && normalized.includes(newName(step.normalized))))
        return []
      return [{ step, message: `"${table}" is called otherwise after the file.` }]
    })
  },
}

const newName = (normalized: string): string => /RENAME TO "?([^";]+)/.exec(normalized)?.[1] ?? '\0'

export const dropColumn: SqliteRule = {
  name: 'drop-column',
  title: 'A column is dropped',
  severity: 'warning',
  why: 'Its values are gone, and code that still names it fails from this moment on. DROP COLUMN also writes every row anew.',
  fix: 'Stop reading and writing it, deploy, and drop it in a later release.',
  sameAs: [],
  find(run) {
    return columnsGone(run).map(({ table, column }): Hit => ({
      step: stepOn(run, table, /^(?:ALTER TABLE .* DROP\b|DROP TABLE\b|ALTER TABLE .* RENAME TO\b)/),
      message: `"${table}"."${column}" is dropped with its values.`,
    }))
  },
}

export const renameColumn: SqliteRule = {
  name: 'rename-column',
  title: 'A column is renamed',
  severity: 'warning',
  why: 'Code that runs until the deploy ends asks for the old name and fails. In double quotes it does not even fail: the word becomes a string.',
  fix: 'Add the new column, write both, backfill, move the readers, drop the old one.',
  sameAs: [],
  find({ before, steps }) {
    return steps.flatMap((step): Hit[] => {
      const table = tableOf(step.normalized)
      const column = /^ALTER TABLE .* RENAME (?:COLUMN )?("?)(\S+?)\1 TO /.exec(step.normalized)?.[2]
      if (table === undefined || column === undefined || RENAME.test(step.normalized) || !before.tables.has(table))
        return []
      return [{ step, message: `"${table}"."${column}" is called otherwise after the file.` }]
    })
  },
}

/** Columns that are missing in the end, save for those that were renamed. */
function columnsGone(run: FileRun): { table: string; column: string }[] {
  const { before, after, steps } = run
  return [...before.tables.values()].flatMap(({ name: table, columns }) => {
    const now = after?.tables.get(table)
    if (now === undefined) return []
    const renamed = steps.filter(
      ({ normalized }) => /^ALTER TABLE .* RENAME (?!TO\b)/.test(normalized) && tableOf(normalized) === table,
    )
    return columns
      .filter(({ name }) => !now.columns.some((column) => column.name === name))
      .filter(({ name }) => !renamed.some(({ normalized }) => normalized.includes(name)))
      .map(({ name: column }) => ({ table, column }))
  })
}
