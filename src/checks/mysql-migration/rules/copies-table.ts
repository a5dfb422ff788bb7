import type { MysqlRule } from './rule.ts'
import { asksOnlineCopy, because, onTarget, tableName } from './words.ts'

/** Silent for a table that the same file makes, and for MariaDB's online copy. */
export const copiesTable: MysqlRule = {
  name: 'copies-table',
  title: 'The table is copied and nobody can write meanwhile',
  severity: 'error',
  why: 'The server writes every row into a new table and lets nobody insert, update or delete until it is done. On a large table that is hours of an application that hangs, and as much space again.',
  fix: 'Add a new column beside the old one, write both, fill it in batches and swap; or gh-ost or pt-online-schema-change; or a quiet hour.',
  sameAs: [],
  find(step) {
    const { verdict, shared } = step
    if (!shared || verdict?.level !== 'copy' || verdict.writes || asksOnlineCopy(step)) return []
    return [
      {
        message: `${tableName(step)} is copied ${onTarget(step)} and takes no writes meanwhile: ${because(step)}.`,
        evidence: verdict.source,
        fix: { description: adviceFor(verdict.because.map(({ operation }) => operation)) },
      },
    ]
  },
}

function adviceFor(operations: readonly string[]): string {
  if (operations.includes('lengthen-varchar-past-255'))
    return 'Stay at 255 bytes (63 characters in utf8mb4), which is done in place; or add a new column, fill it in batches and swap.'
  if (operations.includes('add-foreign-key'))
    return 'Look for orphans first; then either a quiet hour, or SET SESSION foreign_key_checks = 0 for this statement (in place, but no existing row is checked).'
  if (operations.includes('drop-primary-key'))
    return 'DROP and ADD PRIMARY KEY in one ALTER TABLE: that is done in place.'
  if (operations.includes('add-column-expression-default'))
    return 'Add the column without the default (instant), ALTER COLUMN … SET DEFAULT (…) for new rows, and fill the old ones in batches.'
  if (operations.includes('add-functional-unique-index'))
    return 'Add a virtual column with the expression (instant), then the unique index on it (in place).'
  if (operations.includes('add-stored-column')) return 'Make it VIRTUAL, which is instant, and index it if need be.'
  return 'Add a new column, write to both, fill it in batches and swap; or gh-ost; or ask for it knowingly with ALGORITHM=COPY in a quiet hour.'
}
