import { OURS } from '../rule.ts'
import type { AgentRule } from '../rule.ts'
import { ruleRows } from '../rule-rows.ts'

const PROHIBITS = /^\W*(?:never|do not|don[’']t|avoid|no)\b/i
const ALTERNATIVE =
  /[:;,→–—]|->|\b(?:instead|use|rather|prefer|but|unless|until|before|first|then|only|without|with|go|goes)\b/i

export const prohibitionWithoutAlternative: AgentRule = {
  id: 'prohibition-without-alternative',
  title: 'A rule forbids and offers nothing in its place',
  severity: 'warning',
  basis: 'pattern',
  formats: OURS,
  why: 'A model that is told only what not to do does the next best thing it knows, which is often as bad.',
  fix: 'Say what to do: "no rewrite of a table in use: new column, backfill, swap".',
  sameAs: [],
  find: ({ definition }) => {
    if (definition === undefined) return []
    return ruleRows(definition).flatMap(({ rule }) => {
      if (!PROHIBITS.test(rule.text) || ALTERNATIVE.test(rule.text.replace(PROHIBITS, ''))) return []
      return [
        {
          source: definition.source,
          start: rule.start,
          end: rule.end,
          message: 'The rule forbids without naming what to do in its place.',
        },
      ]
    })
  },
}
