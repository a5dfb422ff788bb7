import type { Node } from '@pgsql/types'
import { as, columnOf, quoted } from '../ast.ts'
import type { Index } from '../change.ts'
import type { SchemaModel } from '../schema-model.ts'
import type { ChangeOf, Step } from '../step.ts'
import type { MigrationRule } from './rule.ts'

/**
 * Looks at the schema after the last file of the directory, because an index that is built CONCURRENTLY comes in a file of its
 * own. An index serves when its first columns are those of the key, in any order, and it holds all rows or all with a value.
 * Silent for a column whose table no file here creates: which indexes it has is not known.
 */
export const foreignKeyWithoutIndex: MigrationRule = {
  name: 'foreign-key-without-index',
  title: 'Foreign key without an index',
  severity: 'warning',
  why: 'PostgreSQL indexes the referenced side only. Each DELETE of a referenced row, and each UPDATE of its key, reads the whole referencing table to look for rows that point to it.',
  fix: 'An index whose first columns are those of the foreign key; CREATE INDEX CONCURRENTLY when the table is in use.',
  sameAs: ['eugene:E15'],
  find(step) {
    return step.changes.flatMap((change) => {
      if (change.type !== 'add-constraint' || change.constraint.kind !== 'foreign-key' || !isMissing(step, change))
        return []
      const { table, constraint } = change
      const columns = constraint.columns.map(quoted).join(', ')
      return [
        {
          message: `No index of "${table}" begins with (${constraint.columns.join(', ')}): each DELETE in "${constraint.references}" reads all of "${table}".`,
          basis: 'parsed',
          fix: {
            description: `CREATE INDEX ${step.file.created.has(table) ? '' : 'CONCURRENTLY '}ON ${quoted(table)} (${columns}).`,
          },
        },
      ]
    })
  },
}

function isMissing({ file }: Step, { table, constraint }: ChangeOf<'add-constraint'>): boolean {
  const { final } = file
  const model = final.tables.get(table)
  const isThere = model?.constraints.some(
    (other) => other.kind === 'foreign-key' && sameColumns(other.columns, constraint.columns),
  )
  if (model === undefined || isThere !== true || constraint.columns.length === 0) return false
  const known =
    model.complete || constraint.columns.every((column) => (model.columns.get(column)?.type.name ?? '') !== '')
  return known && !indexesFor(final, table).some((index) => serves(index, constraint.columns))
}

function sameColumns(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((column) => other.includes(column))
}

function indexesFor(model: SchemaModel, table: string): readonly Index[] {
  return model.indexes.get(table) ?? []
}

function serves({ columns, method, predicate }: Index, key: readonly string[]): boolean {
  if (method !== 'btree' && method !== 'hash') return false
  const first = new Set(columns.slice(0, key.length))
  return key.every((column) => first.has(column)) && (predicate === undefined || keepsAllValues(predicate, key))
}

/** WHERE column IS NOT NULL leaves out only rows that reference nothing. */
function keepsAllValues(predicate: Node, key: readonly string[]): boolean {
  const test = as(predicate, 'NullTest')
  return test?.nulltesttype === 'IS_NOT_NULL' && key.includes(columnOf(test.arg) ?? '')
}
