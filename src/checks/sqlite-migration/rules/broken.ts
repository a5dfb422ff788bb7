import { SWITCH } from '../run-file.ts'
import type { Hit, SqliteRule } from './rule.ts'

export const brokenView: SqliteRule = {
  name: 'broken-view',
  title: 'A view or trigger that no longer works',
  severity: 'error',
  why: 'SQLite looks into a view only when it is read, and into a trigger only when it fires: what it names is gone, and the next query, or the next write to the table, fails.',
  fix: 'Drop and create the view or trigger in the same file; a table that is dropped takes only its own triggers with it.',
  sameAs: [],
  find({ before, after, steps, madeLater }) {
    return (after?.others ?? []).flatMap(({ type, name, table, error }): Hit[] => {
      const was = before.others.find((other) => other.type === type && other.name === name)
      const missing = /no such table: (?:main\.)?(.*)/.exec(error ?? '')?.[1]
      if (error === undefined || was?.error !== undefined || (missing !== undefined && madeLater(missing))) return []
      // A table of a module that the embedded SQLite lacks says nothing of the view.
      if (/no such (?:module|function|collation)/.test(error)) return []
      const named = missing ?? /no such column: (?:\S+\.)?(.*)/.exec(error)?.[1] ?? name
      const step =
        steps.findLast(
          ({ normalized }) =>
            /^(?:DROP|ALTER)\b/.test(normalized) && normalized.toLowerCase().includes(named.toLowerCase()),
        ) ?? steps.findLast(({ normalized }) => normalized.toLowerCase().includes(name.toLowerCase()))
      return [
        {
          step: step ?? steps.findLast(({ normalized }) => /^(?:DROP|ALTER|CREATE)\b/.test(normalized)),
          message:
            type === 'view'
              ? `The view "${name}" cannot be read after the file: ${error}.`
              : `Writing to "${table}" fails after the file, because of the trigger "${name}": ${error}.`,
          evidence: error,
        },
      ]
    })
  },
}

export const integrityBroken: SqliteRule = {
  name: 'integrity-broken',
  title: 'Rows that break the constraints of their table',
  severity: 'error',
  why: 'With ignore_check_constraints or writable_schema on, rows get in that the table does not allow. SQLite does not look at them again, and the next rebuild or VACUUM stops at them.',
  fix: 'Leave the pragma off and mend the rows first.',
  sameAs: [],
  find: ({ integrity, steps }) => {
    const [problem] = integrity
    if (problem === undefined) return []
    return [
      {
        step: steps.find(({ normalized }) => SWITCH.test(normalized)),
        message: `PRAGMA integrity_check finds after the file: ${problem}.`,
        evidence: `PRAGMA integrity_check: ${problem}`,
      },
    ]
  },
}

export const rebuildLosesKey: SqliteRule = {
  name: 'rebuild-loses-key',
  title: 'A rebuild that loses the primary key',
  severity: 'error',
  why: 'CREATE TABLE … AS SELECT copies values and names of columns, and none of PRIMARY KEY, NOT NULL, UNIQUE, DEFAULT, CHECK and REFERENCES: the same row can be stored twice from then on.',
  fix: 'CREATE TABLE with its columns and constraints, then INSERT … SELECT.',
  sameAs: [],
  find: ({ before, after, steps }) =>
    [...before.tables.values()].flatMap((old): Hit[] => {
      const now = after?.tables.get(old.name)
      const hasKey = (table: typeof old): boolean => table.columns.some(({ primaryKey }) => primaryKey > 0)
      if (now === undefined || !hasKey(old) || hasKey(now)) return []
      return [
        {
          step:
            steps.find(({ normalized }) => /^CREATE TABLE\b.*\bAS\s*SELECT\b/.test(normalized)) ??
            steps.find(({ normalized }) => /^CREATE TABLE\b/.test(normalized)),
          message: `"${old.name}" has no primary key after the file.`,
          evidence: `pragma_table_xinfo: ${old.columns
            .filter(({ primaryKey }) => primaryKey > 0)
            .map(({ name }) => name)
            .join(', ')} is pk before the file, no column after it`,
        },
      ]
    }),
}
