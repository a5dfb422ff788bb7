import type { AgentText } from './agent-files.ts'
import { sectionOf } from './rule.ts'
import type { Range } from '../yaml-text.ts'

export interface RuleRow extends Range {
  /** Ids of the first cell, with their places. */
  ids: (Range & { id: string })[]
  /** The cell that says how the rule is checked; the last one. */
  check: string
  rule: Range & { text: string }
}

/** The rows of the table under "Rules". */
export function ruleRows(text: AgentText): RuleRow[] {
  const section = sectionOf(text, /^rules\b/i)
  if (section === undefined) return []
  const tables = text.markdown.tables.filter(({ start }) => start > section.start && start < section.end)
  return tables.flatMap(({ rows }) =>
    rows.flatMap(({ start, end, cells }) => {
      const [first, second] = cells
      if (first === undefined) return []
      const slice = text.source.text.slice(first.start, first.end)
      const ids = [...slice.matchAll(/[a-z0-9-]+\/[a-z0-9-]+/g)].map((match) => ({
        id: match[0],
        start: first.start + match.index,
        end: first.start + match.index + match[0].length,
      }))
      const rule = second ?? first
      return [
        {
          start,
          end,
          ids,
          check: cells.at(-1)?.text ?? '',
          rule: { start: rule.start, end: rule.end, text: rule.text },
        },
      ]
    }),
  )
}
