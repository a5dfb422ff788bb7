import { OURS, textsOf } from '../rule.ts'
import type { AgentRule, Hit } from '../rule.ts'
import { jaccard, wordsOf } from '../similarity.ts'

const THRESHOLD = 0.85
/** Sentences with fewer words that carry meaning are alike by chance. */
const LEAST_WORDS = 6
const MOST_SENTENCES = 400

export const restated: AgentRule = {
  id: 'restated',
  title: 'A sentence says again what another one says',
  severity: 'warning',
  basis: 'pattern',
  formats: OURS,
  why: 'It costs tokens in every session, and after the next edit the two say different things.',
  fix: 'Keep it where it is needed first.',
  sameAs: [],
  find: (agent) =>
    textsOf(agent).flatMap(({ source, markdown }) => {
      const sentences = markdown.units
        .filter(({ kind }) => kind === 'paragraph')
        .flatMap(({ start, end }) =>
          [...source.text.slice(start, end).matchAll(/[^.!?]+(?:[.!?](?=\s|$)|$|[.!?](?!\s))+/g)].map((match) => ({
            start: start + match.index + (match[0].length - match[0].trimStart().length),
            end: start + match.index + match[0].length,
            words: new Set(wordsOf(match[0])),
          })),
        )
        .filter(({ words }) => words.size >= LEAST_WORDS)
        .slice(0, MOST_SENTENCES)
      return sentences.flatMap((sentence, index): Hit[] => {
        const earlier = sentences.slice(0, index).find((other) => jaccard(sentence.words, other.words) > THRESHOLD)
        if (earlier === undefined) return []
        const line = source.text.slice(0, earlier.start).split('\n').length
        return [{ source, start: sentence.start, end: sentence.end, message: `The sentence repeats line ${line}.` }]
      })
    }),
}
