import { OURS } from '../rule.ts'
import type { AgentRule } from '../rule.ts'
import { ruleRows } from '../rule-rows.ts'

export const ruleNotCheckable: AgentRule = {
  id: 'rule-not-checkable',
  title: 'A rule is neither checked nor marked manual',
  severity: 'error',
  basis: 'parsed',
  formats: OURS,
  why: 'Readers take every row of the table for a rule that binds. One that nothing checks must say so.',
  fix: 'Name the id of the check that owns it, or write `manual` in the last column.',
  sameAs: [],
  find: ({ definition }, { known }) => {
    if (definition === undefined) return []
    return ruleRows(definition).flatMap(({ ids, check, start, end }) => {
      if (/\bmanual\b/i.test(check)) return []
      const { source } = definition
      if (ids.length === 0)
        return [{ source, start, end, message: 'The row names no rule id and is not marked manual.' }]
      return ids.flatMap((each) => {
        // An unknown id of a known check is the rule rule-id-unknown's.
        if (known.checks.includes(each.id.split('/')[0] ?? '')) return []
        return [{ source, start: each.start, end: each.end, message: `No check owns "${each.id}"; mark it manual.` }]
      })
    })
  },
}
