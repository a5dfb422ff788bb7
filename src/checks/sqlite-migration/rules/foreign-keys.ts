import type { SqliteValue } from '../../../engines/sqlite.ts'
import { tableOf } from '../run-file.ts'
import type { Snapshot } from '../snapshot.ts'
import { stepLike, type Hit, type SqliteRule } from './rule.ts'

export const foreignKeysInTransaction: SqliteRule = {
  name: 'foreign-keys-in-transaction',
  title: 'PRAGMA foreign_keys inside a transaction',
  severity: 'error',
  why: 'SQLite ignores it there without a word. What follows runs with foreign keys on: DROP TABLE deletes the rows first, and ON DELETE CASCADE empties the tables that refer to it.',
  fix: 'Set it before BEGIN. Where the runner opens the transaction, use its mark for a file without one, or set the pragma on the connection before the runner starts.',
  sameAs: [],
  find: ({ steps, wrapped }) =>
    steps.flatMap((step): Hit[] => {
      if (step.foreignKeys === undefined || !step.inTransaction) return []
      const wanted = /=\s*(?:ON|TRUE|YES|1)\b/i.test(step.text)
        ? 1
        : /=\s*(?:OFF|FALSE|NO|0)\b/i.test(step.text)
          ? 0
          : undefined
      const { before, after } = step.foreignKeys
      if (wanted === undefined || wanted === after) return []
      const where = wrapped ? 'inside the transaction in which the file runs' : 'between BEGIN and COMMIT'
      return [
        {
          step,
          message: `It stands ${where} and does nothing: foreign keys stay ${after === 1 ? 'on' : 'off'}.`,
          evidence: `PRAGMA foreign_keys: ${before} before it, ${after} after it`,
        },
      ]
    }),
}

export const rowsLost: SqliteRule = {
  name: 'rows-lost',
  title: 'Dropping a table takes rows of other tables with it',
  severity: 'error',
  why: 'With foreign keys on, DROP TABLE deletes the rows of the table first, and what refers to them with ON DELETE CASCADE or SET NULL goes too. In a rebuild that empties the child tables.',
  fix: 'PRAGMA foreign_keys = OFF before BEGIN, the rebuild, PRAGMA foreign_key_check, COMMIT, PRAGMA foreign_keys = ON.',
  sameAs: [],
  find: ({ steps }) =>
    steps.flatMap((step) =>
      step.lost.map(({ table, before, after }): Hit => ({
        step,
        message: `"${table}" loses rows to it.`,
        evidence: `select count(*) from ${table}: ${before} before it, ${after} after it`,
      })),
    ),
}

export const foreignKeyBroken: SqliteRule = {
  name: 'foreign-key-broken',
  title: 'A foreign key that leads nowhere',
  severity: 'error',
  why: 'The next INSERT or UPDATE of the child fails with "no such table" or "foreign key mismatch", or rows refer to what is not there.',
  fix: 'Rename the new table to the old name, not the old one away (3.26 and later rewrite references on a rename); reference a column that is PRIMARY KEY or UNIQUE.',
  sameAs: [],
  find({ after, before, foreignKeyCheck, steps, madeLater }) {
    if (after === undefined) return []
    const step = steps.findLast(({ normalized }) => /^(?:ALTER|CREATE|DROP) TABLE\b/.test(normalized))
    const dangling = [...after.tables.values()].flatMap(({ name, foreignKeys }) =>
      foreignKeys.flatMap(({ table }): Hit[] => {
        const was = before.tables.get(name)?.foreignKeys.some((key) => key.table === table && !before.tables.has(table))
        if (hasIgnoringCase(after.tables, table) || was === true || madeLater(table)) return []
        return [
          {
            step,
            message: `"${name}" refers to "${table}", which is not there after the file.`,
            evidence: `pragma_foreign_key_list('${name}'): ${table}`,
          },
        ]
      }),
    )
    if (dangling.length > 0) return dangling
    if (foreignKeyCheck.error !== undefined)
      return [
        { step, message: `The foreign keys do not fit: ${foreignKeyCheck.error}.`, evidence: foreignKeyCheck.error },
      ]
    const rows = foreignKeyCheck.rows.filter((row) => !isNewOnOldValues(row, { before, after }))
    const [row] = rows
    if (row === undefined) return []
    return [
      {
        step,
        message: `Rows of "${row[0]}" refer to rows of "${row[2]}" that are not there.`,
        evidence: `PRAGMA foreign_key_check: ${rows.length} rows`,
      },
    ]
  },
}

/** A key that the file puts on a column that was there: its values were thought up without it. */
function isNewOnOldValues(
  [table, , , id]: readonly SqliteValue[],
  { before, after }: { before: Snapshot; after: Snapshot },
): boolean {
  const old = before.tables.get(String(table))
  const key = after.tables.get(String(table))?.foreignKeys.find((each) => each.id === id)
  if (old === undefined || key === undefined) return false
  const was = old.foreignKeys.some(
    ({ table: parent, from }) => parent === key.table && from.join(',') === key.from.join(','),
  )
  return !was && key.from.every((name) => old.columns.some((column) => column.name === name))
}

const hasIgnoringCase = (tables: ReadonlyMap<string, unknown>, name: string): boolean =>
  [...tables.keys()].some((each) => each.toLowerCase() === name.toLowerCase())

export const rebuildWithoutForeignKeyCheck: SqliteRule = {
  name: 'rebuild-without-foreign-key-check',
  title: 'A table is rebuilt with foreign keys off and nobody looks afterwards',
  severity: 'warning',
  why: 'While they are off, rows that refer to nothing are not refused, and switching them on again looks at none of them.',
  fix: 'PRAGMA foreign_key_check before COMMIT; it must give no row.',
  sameAs: [],
  find(run) {
    const { steps, before, after } = run
    const off = steps.findIndex(({ foreignKeys }) => foreignKeys?.after === 0)
    const drop = steps.findIndex(({ normalized }, place) => place > off && isRebuilt(normalized, { before, after }))
    const dropped = steps[drop]
    if (off === -1 || dropped === undefined) return []
    const name = tableOf(dropped.normalized) ?? ''
    const refers = [...before.tables.values()].some(
      (table) =>
        (table.name === name && table.foreignKeys.length > 0) || table.foreignKeys.some((key) => key.table === name),
    )
    if (!refers || stepLike({ ...run, steps: steps.slice(drop) }, /^PRAGMA foreign_key_check\b/) !== undefined)
      return []
    return [
      {
        step: dropped,
        message: `"${name}" is rebuilt with foreign keys off, and no PRAGMA foreign_key_check follows.`,
        basis: 'parsed',
      },
    ]
  },
}

/** DROP TABLE of a table that is there again in the end. */
function isRebuilt(
  normalized: string,
  {
    before,
    after,
  }: { before: { tables: ReadonlyMap<string, unknown> }; after: { tables: ReadonlyMap<string, unknown> } | undefined },
): boolean {
  const name = normalized.startsWith('DROP TABLE') ? tableOf(normalized) : undefined
  return name !== undefined && before.tables.has(name) && after?.tables.has(name) === true
}
