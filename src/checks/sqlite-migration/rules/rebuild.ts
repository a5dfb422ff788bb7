import type { SqliteValue } from '../../../engines/sqlite.ts'
import { sameName, tableOf, type FileRun, type Step } from '../run-file.ts'
import type { Table } from '../snapshot.ts'
import type { Hit, SqliteRule } from './rule.ts'

/** Tables that were there before the file and after it, but not all the time: made anew, filled and renamed. */
export function rebuilt({ before, after, steps }: FileRun): { old: Table; now: Table; step: Step }[] {
  return [...before.tables.values()].flatMap((old) => {
    const now = [...(after?.tables.values() ?? [])].find(({ name }) => sameName(name, old.name))
    const step = steps.find(({ normalized }) => {
      const gone = /^DROP TABLE\b/.test(normalized) || /^ALTER TABLE\b.*\bRENAME TO\b/.test(normalized)
      return gone && sameName(tableOf(normalized) ?? '', old.name)
    })
    return now === undefined || step === undefined ? [] : [{ old, now, step }]
  })
}

export const rebuildLosesObject: SqliteRule = {
  name: 'rebuild-loses-object',
  title: 'A rebuild that loses an index, trigger or view',
  severity: 'error',
  why: 'Indexes and triggers go with the table that is dropped. Queries turn into scans and what the trigger did no longer happens, without an error.',
  fix: 'Read type, name and sql of the table in sqlite_schema first, and create each again after the rename.',
  sameAs: [],
  find(run) {
    return rebuilt(run).flatMap(({ old, step }) =>
      run.before.others.flatMap(({ type, name, table, sql }): Hit[] => {
        const stays = run.after?.others.some((other) => other.type === type && other.name === name) === true
        const meant = run.steps.some(({ normalized }) =>
          new RegExp(`^DROP ${type} (?:IF EXISTS )?"?${escape(name)}"?;?$`, 'i').test(normalized),
        )
        if (type === 'view' && !stays && meant && mentions(sql, old.name))
          return [
            {
              step: run.steps.find(({ normalized }) => /^DROP VIEW\b/.test(normalized) && mentions(normalized, name)),
              message: `The view "${name}" is dropped for the rebuild of "${old.name}" and not made again.`,
              evidence: `sqlite_schema: view ${name} before the file, none after it`,
            },
          ]
        if (!sameName(table, old.name) || stays || meant) return []
        return [
          {
            step,
            message: `The ${type} "${name}" of "${table}" goes with the old table and is not made again.`,
            evidence: `sqlite_schema: ${type} ${name} before the file, none after it`,
          },
        ]
      }),
    )
  },
}

const mentions = (text: string, name: string): boolean =>
  new RegExp(`(?<![\\w$])${escape(name)}(?![\\w$])`, 'i').test(text)

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

export const rebuildSwapsColumns: SqliteRule = {
  name: 'rebuild-swaps-columns',
  title: 'A rebuild that puts values into other columns',
  severity: 'error',
  why: 'INSERT … SELECT goes by position: where the columns stand in another order, values land in the wrong ones, and SQLite, which hardly looks at types, lets them in.',
  fix: 'Name the columns on both sides: INSERT INTO new (a, b) SELECT a, b FROM old.',
  sameAs: [],
  find(run) {
    return rebuilt(run).flatMap(({ old, now }) =>
      [...now.values].flatMap(([column, values]): Hit[] => {
        const was = old.values.get(column)
        if (was === undefined || same(was, values)) return []
        const from = [...old.values].find(([other, theirs]) => other !== column && same(theirs, values))?.[0]
        const copy = run.steps.find(({ normalized }) => /^(?:INSERT|REPLACE)\b/.test(normalized))
        if (from === undefined) return []
        return [
          {
            step: copy,
            message: `"${column}" of "${old.name}" holds the values of "${from}" after the file.`,
            evidence: `${column}: ${shown(was)} before, ${shown(values)} after`,
          },
        ]
      }),
    )
  },
}

function same(one: readonly SqliteValue[], other: readonly SqliteValue[]): boolean {
  return (
    one.length > 0 && one.length === other.length && one.every((value, place) => String(value) === String(other[place]))
  )
}

const shown = (values: readonly SqliteValue[]): string => String(values[0] ?? null)

export const autoincrementReset: SqliteRule = {
  name: 'autoincrement-reset',
  title: 'A rebuild that forgets the last AUTOINCREMENT number',
  severity: 'warning',
  why: 'The number lives in sqlite_sequence under the name of the table and goes with it: keys of rows that were deleted are given out again, which AUTOINCREMENT is there to prevent.',
  fix: 'Read seq from sqlite_sequence before the rebuild and UPDATE it after the rename.',
  sameAs: [],
  find(run) {
    return rebuilt(run).flatMap(({ old, now, step }): Hit[] => {
      if (old.sequence === undefined || now.sequence === undefined || now.sequence >= old.sequence) return []
      return [
        {
          step,
          message: `"${old.name}" gives out keys again that it had given before.`,
          evidence: `sqlite_sequence: ${old.sequence} before the file, ${now.sequence} after it`,
        },
      ]
    })
  },
}
