import { type Evidence, isMiss } from './evidence.ts'
import type { AnalysedQuery } from './query.ts'

const MAX_PHRASES = 3
// Words that belong to the word after them: "NOT NULL", "50 million rows".
const LEADS = /^(?:not|no|sin|sans|non)$/i

/** Why an agent was named, for people: 'matched: "NOT NULL column", "50 million rows" (examples, keywords)'. */
export function reasonsOf(query: AnalysedQuery, evidence: Evidence): string[] {
  const reasons: string[] = []
  const phrases = phrasesOf(query, evidence)
  if (phrases.length > 0) {
    reasons.push(
      `matched: ${phrases.map((phrase) => `"${phrase}"`).join(', ')} (${evidence.fields.slice(0, 2).join(', ')})`,
    )
  }
  if (isMiss(evidence) && evidence.miss !== undefined) {
    const { text, to } = evidence.miss.request
    reasons.push(`not for it: near to "${text}", ${to ? `which is for ${to}` : 'which no agent is for'}`)
  }
  return reasons
}

/** The matched words as they stood in the query, neighbours together, the most telling first. */
function phrasesOf({ words }: AnalysedQuery, { matched }: Evidence): string[] {
  const weights = new Map(matched.map(({ position, weight }) => [position, weight]))
  const phrases: { text: string; weight: number }[] = []
  let current: { text: string; weight: number } | undefined
  let lead = ''
  for (const [position, { text, kind, unspaced }] of words.entries()) {
    const weight = weights.get(position)
    if (weight !== undefined) {
      const gap = unspaced ? '' : ' '
      if (current === undefined) phrases.push((current = { text: lead + text, weight }))
      else current = Object.assign(current, { text: current.text + gap + text, weight: current.weight + weight })
      lead = ''
    } else {
      current = undefined
      lead = kind === 'number' || LEADS.test(text) ? `${text}${unspaced ? '' : ' '}` : ''
    }
  }
  return phrases
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MAX_PHRASES)
    .map(({ text }) => text.slice(0, 60))
}
