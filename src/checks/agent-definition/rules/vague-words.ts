import { VAGUE_WORDS } from '../data/vague-words.ts'
import { matches } from '../find-in.ts'
import { ALL, textsOf } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

const MOST_PER_1000 = 2
/** A word or two say nothing about a short text. */
const LEAST = 3

export const vagueWords: AgentRule = {
  id: 'vague-words',
  title: 'More than 2 vague words in a thousand',
  severity: 'warning',
  basis: 'pattern',
  formats: ALL,
  why: '"Robust", "properly", "as needed" ask for nothing that could be done or checked; the model does what it would have done anyway.',
  fix: 'Say what: a number with its unit, a command, a condition.',
  sameAs: [],
  find: (agent) =>
    textsOf(agent).flatMap(({ source, markdown: { words } }) => {
      const total = words.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
      const found = [...matches(words, VAGUE_WORDS)]
      const [first] = found
      if (first === undefined || found.length < LEAST || found.length / total <= MOST_PER_1000 / 1000) return []
      const list = [...new Set(found.map(({ text }) => text.toLowerCase()))]
      const some = list.slice(0, 8).join(', ') + (list.length > 8 ? ', …' : '')
      const message = `${found.length} vague words in ${total}: ${some}; ${MOST_PER_1000} in a thousand are the most.`
      return [{ source, start: first.start, end: first.end, message, evidence: first.text }]
    }),
}
