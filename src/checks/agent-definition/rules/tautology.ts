import { TAUTOLOGIES } from '../data/vague-words.ts'
import { matches } from '../find-in.ts'
import { ALL, textsOf } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const tautology: AgentRule = {
  id: 'tautology',
  title: 'An instruction that nobody could break',
  severity: 'warning',
  basis: 'pattern',
  formats: ALL,
  why: '"Follow best practices" is in every prompt and changes no answer; it takes the place of the practice.',
  fix: 'Name the practice, or remove the sentence.',
  sameAs: [],
  find: (agent) =>
    textsOf(agent).flatMap(({ source, markdown }) =>
      [...matches(markdown.words, TAUTOLOGIES)].map(({ start, end, text }) => ({
        source,
        start,
        end,
        message: `"${text}" asks for nothing in particular.`,
        evidence: text,
      })),
    ),
}
