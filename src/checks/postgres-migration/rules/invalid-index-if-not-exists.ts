import { quoted } from '../ast.ts'
import { type ChangeOf, isShared, type Step } from '../step.ts'
import type { MigrationRule } from './rule.ts'

/** Silent when the same file drops the index first: then nothing broken can be left to be taken for the index. */
export const invalidIndexIfNotExists: MigrationRule = {
  name: 'invalid-index-if-not-exists',
  title: 'CREATE INDEX CONCURRENTLY IF NOT EXISTS',
  severity: 'warning',
  why: 'A CONCURRENTLY build that fails leaves an invalid index behind. Run again with IF NOT EXISTS, the statement succeeds and keeps it: writes pay for it, no query uses it, and a unique one may hold duplicates.',
  fix: 'DROP INDEX CONCURRENTLY IF EXISTS first, each statement outside a transaction, and CREATE INDEX CONCURRENTLY without IF NOT EXISTS.',
  sameAs: [],
  find(step) {
    return step.changes.flatMap((change) => {
      if (change.type !== 'create-index' || !change.concurrent || !change.ifNotExists) return []
      const { table, name = '' } = change.index
      if (!isShared(step, table) || isDroppedFirst(step, change)) return []
      const schema = table.includes('.') ? `${table.split('.')[0]}.` : ''
      return [
        {
          message: `If building "${name}" once failed, this statement succeeds and keeps the invalid index that was left behind.`,
          basis: 'parsed',
          fix: {
            description: `DROP INDEX CONCURRENTLY IF EXISTS ${quoted(`${schema}${name}`)}; before it, and CREATE INDEX CONCURRENTLY ${quoted(name)} without IF NOT EXISTS.`,
          },
        },
      ]
    })
  },
}

function isDroppedFirst({ file }: Step, { index }: ChangeOf<'create-index'>): boolean {
  return file.earlier.some(({ changes }) =>
    changes.some((change) => change.type === 'drop-index' && change.name.split('.').at(-1) === index.name),
  )
}
