import type { CheckRow } from '../check.ts'
import { postgresMigration } from '../postgres-migration/index.ts'
import { MYSQL_RULES } from './rules/index.ts'
import { CHECK, ruleData } from './rules/rule.ts'

export const mysqlMigration: CheckRow = {
  id: CHECK,
  title: 'MySQL and MariaDB migrations: what each ALTER copies, rebuilds and blocks, by engine and version',
  dialect: 'mysql',
  takesDialect: true,
  rules: MYSQL_RULES.map(ruleData),
  engines: [],
  takesHistory: true,
  accepts: postgresMigration.accepts,
  acceptsNamed: postgresMigration.acceptsNamed,
  acceptsAsked: (path) => /\.sql$/i.test(path),
  ...(postgresMigration.group !== undefined && { group: postgresMigration.group }),
  load: () => import('./check.ts'),
  settings: () => import('./settings.ts'),
}
