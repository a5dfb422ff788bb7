import { quoted } from '../ast.ts'
import { hitOn, ranWhole, scansOf } from '../evidence.ts'
import { notNullProof } from '../schema-model.ts'
import { changesTo, type Step, targetHas } from '../step.ts'
import type { Hit, MigrationRule } from './rule.ts'

interface Demand {
  table: string
  column: string
  how: string
}

/**
 * Silent when the column is NOT NULL already, or when a validated CHECK proves it, wherever that was added: the server then
 * skips the scan (since PostgreSQL 12). PRIMARY KEY USING INDEX over a nullable column sets NOT NULL too, and is meant as well
 * (eugene warns of it as W14, scan or not).
 */
export const setNotNullScan: MigrationRule = {
  name: 'set-not-null-scan',
  title: 'SET NOT NULL that reads the whole table',
  severity: 'error',
  why: 'SET NOT NULL holds ACCESS EXCLUSIVE while the server reads every row to see that none is NULL: nobody reads or writes the table meanwhile.',
  fix: 'ADD CONSTRAINT … CHECK (column IS NOT NULL) NOT VALID, VALIDATE it in its own transaction, then SET NOT NULL, which reads nothing, and drop the check. From PostgreSQL 18 on: ADD CONSTRAINT … NOT NULL column NOT VALID and VALIDATE.',
  sameAs: ['squawk:adding-not-nullable-field', 'eugene:E2', 'eugene:W14'],
  find(step) {
    return demandsOf(step).flatMap((demand) => hitFor(step, demand))
  },
}

function demandsOf(step: Step): Demand[] {
  const added = new Set(step.changes.flatMap((change) => (change.type === 'add-column' ? [change.column.name] : [])))
  const set = changesTo(step, 'set-not-null').map(({ table, column }) => ({ table, column, how: 'SET NOT NULL' }))
  const constraints = changesTo(step, 'add-constraint').flatMap(({ table, constraint }): Demand[] => {
    if (constraint.kind === 'not-null' && constraint.validates)
      return constraint.columns.map((column) => ({ table, column, how: 'The NOT NULL constraint' }))
    if (constraint.kind !== 'primary-key' || constraint.usingIndex === undefined) return []
    const columns = step.schema.indexes.get(table)?.find((index) => index.name === constraint.usingIndex)?.columns ?? []
    return columns.flatMap((column) => (column === null ? [] : [{ table, column, how: 'PRIMARY KEY USING INDEX' }]))
  })
  // A column that comes in the same statement is required-column-without-default.
  return [...set, ...constraints].filter(({ column }) => !added.has(column))
}

function hitFor(step: Step, { table, column, how }: Demand): Hit[] {
  const known = step.schema.tables.get(table)?.columns.get(column)
  if (known?.notNull === true || notNullProof(step.schema, table, column) !== undefined) return []
  const message = `${how} on "${table}.${column}" reads the whole table while nobody can read or write it`
  const scan = scansOf(step, 'verify')[0]
  const proven = step.executed?.notices.some((notice) => proves(notice, column)) === true
  if (proven || (ranWhole(step) && scan === undefined)) return []
  return [hitOn(scan?.detail, message, { description: stepsFor(step, table, column) })]
}

/** The server's notice that it skips the scan: existing constraints on column "t.c" are sufficient to prove … */
function proves(notice: string, column: string): boolean {
  return notice.includes('sufficient to prove') && notice.includes(`.${column}"`)
}

function stepsFor(step: Step, table: string, column: string): string {
  const on = `ALTER TABLE ${quoted(table)}`
  const name = quoted(`${table.split('.').at(-1)}_${column}_not_null`)
  const validate = `${on} VALIDATE CONSTRAINT ${name} in the next file`
  if (targetHas(step, 18)) return `${on} ADD CONSTRAINT ${name} NOT NULL ${quoted(column)} NOT VALID, then ${validate}.`
  return `${on} ADD CONSTRAINT ${name} CHECK (${quoted(column)} IS NOT NULL) NOT VALID, ${validate}, then ${on} ALTER COLUMN ${quoted(column)} SET NOT NULL and DROP CONSTRAINT ${name}.`
}
