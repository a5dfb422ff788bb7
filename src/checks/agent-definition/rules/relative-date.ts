import { RELATIVE_DATES } from '../data/vague-words.ts'
import { matches } from '../find-in.ts'
import { OURS, textsOf } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const relativeDate: AgentRule = {
  id: 'relative-date',
  title: 'A time that means another day to each reader',
  severity: 'warning',
  basis: 'pattern',
  formats: OURS,
  why: 'The text is read for years; "recently" is wrong soon and nobody sees when.',
  fix: 'Write the version or the date.',
  sameAs: [],
  find: (agent) =>
    textsOf(agent).flatMap(({ source, markdown }) =>
      [...matches(markdown.words, RELATIVE_DATES)].map(({ start, end, text }) => ({
        source,
        start,
        end,
        message: `"${text}" has no date.`,
        evidence: text,
      })),
    ),
}
