import type { CheckRow } from '../check.ts'
import { postgresMigration } from '../postgres-migration/index.ts'
import { isQueryFile } from '../schema-files.ts'
import { CHECK, ruleData } from './rules/rule.ts'
import { SQLITE_RULES } from './rules/index.ts'

export const sqliteMigration: CheckRow = {
  id: CHECK,
  title: 'SQLite migrations, executed on an embedded SQLite with rows in its tables',
  dialect: 'sqlite',
  takesDialect: true,
  rules: SQLITE_RULES.map(ruleData),
  engines: [],
  takesHistory: true,
  accepts: postgresMigration.accepts,
  acceptsNamed: (path) => /\.sql$/i.test(path) && !isQueryFile(path),
  ...(postgresMigration.group !== undefined && { group: postgresMigration.group }),
  load: () => import('./check.ts'),
  settings: () => import('./settings.ts'),
}
