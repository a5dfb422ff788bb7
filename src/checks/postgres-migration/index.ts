import type { CheckRow } from '../check.ts'
import { isQueryFile, isSchemaFile } from '../schema-files.ts'
import { migrationsDirectory } from './conventions/directory.ts'
import { MIGRATION_RULES } from './rules/index.ts'
import { CHECK, ruleData } from './rules/rule.ts'

/** Folders that hold migrations whatever their files are called. */
const IN_FOLDER = /(^|\/)(migrations?|migrate|drizzle)\/(?:[^/]+\/)*[^/]+\.sql$/i
/** Names that only migrations have: V1__x.sql, R__x.sql, 001_x.sql, 20240131120000-x.sql, 12_x.up.sql; and a numbered folder for each. */
const BY_NAME = /(^|\/)(?:[VR][\d._]*__[^/]+|\d+(?:[._]\d+)*[._-][^/]*|[^/]+\.up|\d[^/]*\/(?:migration|up))\.sql$/i
/** The way back; it is read by nobody here. */
const DOWN = /(?:^|[._-])(?:down|rollback|undo|revert)\.sql$|(^|\/)U[\d._]+__[^/]+\.sql$/i

export const postgresMigration: CheckRow = {
  id: CHECK,
  title: 'PostgreSQL migrations: what each statement locks, rewrites and scans, seen on an embedded PostgreSQL',
  dialect: 'postgres',
  takesDialect: true,
  rules: MIGRATION_RULES.map(ruleData),
  engines: ['pglite'],
  takesSchema: true,
  takesHistory: true,
  servers: ['postgres', 'postgresql'],
  accepts: (path) => (IN_FOLDER.test(path) || BY_NAME.test(path)) && !DOWN.test(path) && !isQueryFile(path),
  acceptsNamed: (path) => /\.sql$/i.test(path) && !isSchemaFile(path) && !isQueryFile(path),
  acceptsAsked: (path) => /\.sql$/i.test(path),
  group: (path) =>
    /\.sql(?:\.conf)?$|(?:^|\/)meta\/_journal\.json$/i.test(path) ? migrationsDirectory(path) : undefined,
  load: () => import('./check.ts'),
  settings: () => import('./settings.ts'),
  sweep: async (databaseUrl, runToken) =>
    (await import('../../engines/postgres-server/sweep.ts')).sweep(databaseUrl, runToken),
}
