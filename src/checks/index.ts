import { nearest } from '../nearest.ts'
import { UsageError } from '../usage-error.ts'
import { agentDefinition } from './agent-definition/index.ts'
import type { CheckRow } from './check.ts'
import type { Rule } from './finding.ts'
import { githubActions } from './github-actions/index.ts'
import { mysqlMigration } from './mysql-migration/index.ts'
import { postgresMigration } from './postgres-migration/index.ts'
import { postgresQuery } from './postgres-query/index.ts'
import { postgresSchema } from './postgres-schema/index.ts'
import { releaseGate } from './release-gate/index.ts'
import { sqliteMigration } from './sqlite-migration/index.ts'
import { SUPPRESSION_RULES } from './suppression-rules.ts'

/** Every check. A row is data; what it runs is imported by its `load`, in the worker. */
export const CHECKS: readonly CheckRow[] = [
  agentDefinition,
  githubActions,
  mysqlMigration,
  postgresMigration,
  postgresQuery,
  postgresSchema,
  releaseGate,
  sqliteMigration,
]

/** The rules of every check, sorted by id, and those of suppressions. */
export const RULES: readonly Rule[] = [...CHECKS.flatMap((row) => row.rules), ...SUPPRESSION_RULES].sort((one, other) =>
  one.id < other.id ? -1 : 1,
)

/** The rows that are asked for: all, or those named, less those for another dialect. Throws UsageError for an unknown name. */
export function selectChecks(request: {
  checks?: readonly string[] | undefined
  dialect?: string | undefined
}): CheckRow[] {
  const { checks, dialect } = request
  for (const id of checks ?? [])
    known(
      'check',
      id,
      CHECKS.map((row) => row.id),
    )
  const dialects = CHECKS.flatMap((row) => row.dialect ?? [])
  if (dialect !== undefined) known('dialect', dialect, dialects)
  return CHECKS.filter(
    (row) =>
      (checks === undefined || checks.includes(row.id)) &&
      (dialect === undefined || row.dialect === undefined || row.dialect === dialect),
  )
}

function known(kind: string, name: string, names: readonly string[]): void {
  if (names.includes(name)) return
  const word = nearest(name, names)
  const hint = word === undefined ? `there are ${names.join(', ')}` : `did you mean "${word}"?`
  throw new UsageError(`no ${kind} is called "${name.slice(0, 80)}"; ${hint}`)
}
