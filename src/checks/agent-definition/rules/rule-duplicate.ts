import { OURS } from '../rule.ts'
import type { AgentRule } from '../rule.ts'
import { ruleRows } from '../rule-rows.ts'

export const ruleDuplicate: AgentRule = {
  id: 'rule-duplicate',
  title: 'A rule id stands in two rows',
  severity: 'error',
  basis: 'parsed',
  formats: OURS,
  why: 'A finding leads to its rule by the id; with two rows it leads to two wordings.',
  fix: 'Merge the rows.',
  sameAs: [],
  find: ({ definition }) => {
    if (definition === undefined) return []
    const ids = ruleRows(definition).flatMap((row) => row.ids)
    return ids
      .filter(({ id }, index) => ids.findIndex((each) => each.id === id) < index)
      .map(({ id, start, end }) => ({
        source: definition.source,
        start,
        end,
        message: `"${id}" stands in an earlier row.`,
      }))
  },
}
