import { matches } from '../find-in.ts'
import { ALL, textsOf } from '../rule.ts'
import type { AgentRule } from '../rule.ts'
import { wordsOf } from '../similarity.ts'

const DEMAND = /\b(?:always|must(?! not)|you should(?! not)|make sure to)\s+([^.;:!?\n|]{4,120})/gi
const BAN = /\b(?:never|must not|do not|don[’']t|you should not)\s+([^.;:!?\n|]{4,120})/gi
/** "Always X when A" and "never X when B" go together. */
const CONDITION =
  /\b(?:when|if|unless|except|until|while|during|for|in|on|before|after|without|inside|outside|only|with)\b/i

export const contradiction: AgentRule = {
  id: 'contradiction',
  title: 'The text demands and forbids the same thing',
  severity: 'error',
  basis: 'pattern',
  formats: ALL,
  why: 'The model obeys the one or the other, by chance.',
  fix: 'Keep one, or give each its condition.',
  sameAs: [],
  find: (agent) =>
    textsOf(agent).flatMap(({ source, markdown: { words } }) => {
      const demands = new Map(
        [...matches(words, DEMAND)].flatMap((hit) => subject(hit.text, DEMAND).map((key) => [key, hit] as const)),
      )
      return [...matches(words, BAN)].flatMap((ban) =>
        subject(ban.text, BAN).flatMap((key) => {
          const demand = demands.get(key)
          if (demand === undefined) return []
          const line = words.slice(0, demand.start).split('\n').length
          const message = `Line ${line} demands what this forbids: "${demand.text.trim()}".`
          return [
            {
              source,
              start: ban.start,
              end: ban.start + ban.text.trimEnd().length,
              message,
              evidence: ban.text.trim(),
            },
          ]
        }),
      )
    }),
}

/** What is demanded or forbidden, as comparable words; nothing when it hangs on a condition or says too little. */
function subject(clause: string, pattern: RegExp): string[] {
  const object = new RegExp(pattern.source, 'i').exec(clause)?.[1] ?? ''
  if (CONDITION.test(object)) return []
  const words = wordsOf(object)
  return words.length < 2 ? [] : [words.join(' ')]
}
