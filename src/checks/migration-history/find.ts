import type { History } from '../check.ts'
import type { MigrationFile } from '../postgres-migration/conventions.ts'
import { APPLIED_MIGRATION_EDITED, type Comparison, editedMigrations, type HistoryHit } from './edited.ts'
import { MIGRATION_OUT_OF_ORDER, newBeforeOld } from './out-of-order.ts'
import { numberedFiles, pastOf } from './past.ts'

/** What the history says of one directory's files, by the name of the rule. What it says of files that are only context is left out. */
export function historyHits(
  files: readonly MigrationFile[],
  history: History | undefined,
  comparison: Comparison,
): { name: string; hit: HistoryHit }[] {
  const past = pastOf(numberedFiles(files), history)
  if (past === undefined) return []
  const reported = new Set(files.flatMap(({ source }) => (source.report ? [source.path] : [])))
  return [
    ...editedMigrations(past, comparison).map((hit) => ({ name: APPLIED_MIGRATION_EDITED.name, hit })),
    ...newBeforeOld(past, comparison).map((hit) => ({ name: MIGRATION_OUT_OF_ORDER.name, hit })),
  ].filter(({ hit }) => reported.has(hit.path))
}
