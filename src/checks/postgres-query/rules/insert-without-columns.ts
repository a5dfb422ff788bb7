import { as } from '../../postgres-migration/ast.ts'
import type { QueryRule } from './rule.ts'

export const insertWithoutColumns: QueryRule = {
  name: 'insert-without-columns',
  title: 'INSERT that does not name its columns',
  severity: 'warning',
  why: 'The values go into the columns in the order the table has them today; a migration that adds a column breaks the statement, or puts values into the wrong one.',
  fix: 'INSERT INTO t (a, b) VALUES ($1, $2)',
  sameAs: [],
  find({ statement, catalogue }) {
    const insert = as(statement.node, 'InsertStmt')
    if (insert?.selectStmt === undefined || insert.cols !== undefined) return []
    const name = insert.relation?.relname ?? ''
    const columns = catalogue?.tables
      .find((table) => table.name === name)
      ?.columns.filter(({ generated }) => !generated)
    return [
      {
        at: insert.relation?.location,
        basis: 'parsed',
        message: `The values go into the columns of "${name}" in the order that it has today.`,
        ...(columns !== undefined && {
          fix: `INSERT INTO ${name} (${columns.map((column) => column.name).join(', ')}) …`,
        }),
      },
    ]
  },
}
