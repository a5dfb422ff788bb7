import type { CheckRow } from '../check.ts'
import { migrationsDirectory } from '../postgres-migration/conventions/directory.ts'
import { postgresMigration } from '../postgres-migration/index.ts'
import { isSchemaFile } from '../schema-files.ts'
import { SCHEMA_RULES } from './rules/index.ts'
import { CHECK, ruleData } from './rules/rule.ts'

/**
 * Schema files are its own. A migrations directory it examines as well, after the last file, but only when it is asked for: on its own
 * postgres-migration judges there, and nobody wants to read the same thing twice.
 */
export const postgresSchema: CheckRow = {
  id: CHECK,
  title: 'PostgreSQL schemas: the catalogue that the files make on an embedded PostgreSQL, examined',
  dialect: 'postgres',
  rules: SCHEMA_RULES.map(ruleData),
  engines: ['pglite'],
  accepts: isSchemaFile,
  acceptsNamed: isSchemaFile,
  acceptsAsked: (path) => isSchemaFile(path) || postgresMigration.accepts(path),
  group: (path) =>
    !isSchemaFile(path)
      ? postgresMigration.group?.(path)
      : /(?:^|\/)schemas?\//i.test(path)
        ? migrationsDirectory(path)
        : undefined,
  load: () => import('./check.ts'),
  settings: () => import('./settings.ts'),
}
