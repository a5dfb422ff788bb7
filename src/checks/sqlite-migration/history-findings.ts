import type { CheckInput, RawFinding } from '../check.ts'
import { historyHits } from '../migration-history/find.ts'
import { sameWords } from '../migration-history/same-words.ts'
import type { MigrationFile } from '../postgres-migration/conventions.ts'
import { ruleId } from './rules/rule.ts'

/** What the history says of the files of one directory. */
export function historyFindings(directory: readonly MigrationFile[], { history }: CheckInput): RawFinding[] {
  const sameEffect = (before: string, after: string): boolean => sameWords(before, after, 'sqlite')
  return historyHits(directory, history, { sameEffect }).map(({ name, hit }) => ({ rule: ruleId(name), ...hit }))
}
