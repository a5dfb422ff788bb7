import type { CheckRow } from '../check.ts'
import { postgresMigration } from '../postgres-migration/index.ts'
import { isQueryFile, isSchemaFile } from '../schema-files.ts'
import { QUERY_RULES } from './rules/index.ts'
import { CHECK, ruleData } from './rules/rule.ts'
import { isNamedSchema, isSchemaSource } from './schema-of.ts'

/** Queries of an application, judged by the schema that lies nearest. */
export const postgresQuery: CheckRow = {
  id: CHECK,
  title: 'PostgreSQL queries: what they mean and cost on the schema they are for, executed on an embedded PostgreSQL',
  dialect: 'postgres',
  takesDialect: true,
  rules: QUERY_RULES.map(ruleData),
  engines: ['pglite'],
  takesSchema: true,
  accepts: isQueryFile,
  acceptsNamed: isQueryFile,
  acceptsAsked: (path) => /\.sql$/i.test(path) && !isSchemaFile(path) && !postgresMigration.accepts(path),
  companions: (path, settings) => isSchemaSource(path) || isNamedSchema(path, settings['schema']),
  load: () => import('./check.ts'),
  settings: () => import('./settings.ts'),
}
