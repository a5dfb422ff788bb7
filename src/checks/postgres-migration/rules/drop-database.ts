import { as, quoted } from '../ast.ts'
import type { MigrationRule } from './rule.ts'

export const dropDatabase: MigrationRule = {
  name: 'drop-database',
  title: 'Database dropped',
  severity: 'error',
  why: 'All schemas and rows are gone at once, the server keeps nothing to roll back to, and a migration runs wherever its configuration points: a wrong one costs the production database.',
  fix: 'Leave it out of migrations. Drop a database by hand, with its name typed, after a backup that was restored once.',
  sameAs: ['squawk:ban-drop-database'],
  find({ statement }) {
    const drop = as(statement.node, 'DropdbStmt')
    if (drop === undefined) return []
    const name = drop.dbname ?? ''
    return [
      {
        message: `DROP DATABASE ${quoted(name)} deletes everything in "${name}", and nothing can be rolled back.`,
        basis: 'parsed',
        fix: { description: 'Take the statement out; drop the database by hand after a backup.' },
      },
    ]
  },
}
