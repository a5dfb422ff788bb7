import type { RawFinding } from '../check.ts'
import type { Files } from './files.ts'
import { MIGRATION_RULES } from './rules/index.ts'
import { ruleId } from './rules/rule.ts'

/** Asks the rules that look at a directory as a whole. What they say of a file that is only context is left out. */
export function applyDirectoryRules(files: Files): RawFinding[] {
  const reported = new Set(files.migrations.flatMap(({ source }) => (source.report ? [source.path] : [])))
  if (reported.size === 0) return []
  return MIGRATION_RULES.flatMap((rule) => {
    const hits = rule.findInDirectory?.(files) ?? []
    return hits.flatMap((hit) => (reported.has(hit.path) ? [{ rule: ruleId(rule.name), ...hit }] : []))
  })
}
