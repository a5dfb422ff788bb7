import type { CheckRow } from '../check.ts'

/** Stands in until the check lands. */
export const postgresMigration: CheckRow = {
  id: 'postgres-migration',
  title: 'PostgreSQL',
  rules: [],
  engines: [],
  accepts: () => false,
  acceptsNamed: () => false,
  load: () => Promise.reject(new Error('being written')),
}
