import { openedBy } from '../own-transaction.ts'
import type { Step } from '../step.ts'
import type { Hit, MigrationRule } from './rule.ts'

/** Stands at the last statement, where the COMMIT is missing. */
export const uncommittedTransaction: MigrationRule = {
  name: 'uncommitted-transaction',
  title: 'Transaction that is never ended',
  severity: 'error',
  why: 'When the connection closes the server rolls everything back, while the migration tool takes the file for applied; when it stays open, it keeps its locks for as long.',
  fix: 'COMMIT at the end of the file; or no BEGIN, where the tool opens the transaction.',
  sameAs: ['squawk:ban-uncommitted-transaction'],
  find(step) {
    const { migration } = step.file
    if (migration.statements.at(-1) !== step.statement || openedBy(migration, migration.statements) !== 'file')
      return []
    return [
      {
        message: 'The file ends inside a transaction that it began: what stands in it is rolled back.',
        basis: 'parsed',
        fix: fixFor(step),
      },
    ]
  },
}

function fixFor({ statement, file }: Step): NonNullable<Hit['fix']> {
  const semicolon = /^\s*;/.exec(file.migration.source.text.slice(statement.end))?.[0]
  const at = statement.end + (semicolon?.length ?? 0)
  return {
    description: 'COMMIT; at the end of the file.',
    edits: [{ start: at, end: at, text: `${semicolon === undefined ? ';' : ''}\nCOMMIT;` }],
  }
}
