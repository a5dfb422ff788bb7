import { ABSOLUTES, SHOUTED } from '../data/vague-words.ts'
import { matches } from '../find-in.ts'
import { ALL, textsOf } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

const MOST = 15
const MOST_SHOUTED = 5

export const absolutes: AgentRule = {
  id: 'absolutes',
  title: 'More than 15 absolutes, or more than 5 shouted words',
  severity: 'warning',
  basis: 'pattern',
  formats: ALL,
  why: 'When everything is always and never, nothing stands out, and the model weighs the rule that matters like the rest.',
  fix: 'Keep the absolute for what has no exception and give the reason instead of capitals.',
  sameAs: [],
  find: (agent) =>
    textsOf(agent).flatMap(({ source, markdown: { words } }) =>
      [
        { found: [...matches(words, ABSOLUTES)], most: MOST, what: 'absolutes (always, never, must)' },
        { found: [...matches(words, SHOUTED)], most: MOST_SHOUTED, what: 'words in capitals for emphasis' },
      ].flatMap(({ found, most, what }) => {
        const excess = found[most]
        if (excess === undefined) return []
        const { start, end } = excess
        return [{ source, start, end, message: `The text has ${found.length} ${what}; ${most} are the most.` }]
      }),
    ),
}
