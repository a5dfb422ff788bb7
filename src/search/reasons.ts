import type { Agent } from '../catalog/agent.ts'
import { type Evidence, isMiss } from './evidence.ts'
import type { AnalysedQuery } from './query.ts'

const MAX_PHRASES = 3
const MAX_PHRASE = 60

// Words that belong to the word after them: "NOT NULL", "sin parar".
const LEADS = /^(?:not|no|sin|sans|non)$/i

/** Why an agent was named, for people: 'matched: "NOT NULL column", "50 million rows" (examples, keywords)'. */
export function reasonsOf(query: AnalysedQuery, evidence: Evidence, agent: Agent | undefined): string[] {
  const reasons: string[] = []
  const phrases = phrasesOf(query, evidence)
  if (phrases.length > 0) {
    const quoted = phrases.map((phrase) => `"${phrase}"`).join(', ')
    reasons.push(`matched: ${quoted} (${evidence.fields.slice(0, 2).join(', ')})`)
  }
  const miss = agent?.routing.nearMisses[evidence.miss.number]
  if (isMiss(evidence) && miss !== undefined) {
    reasons.push(`not for it: near to "${miss.request}", which is for ${miss.to ?? 'no agent'}`)
  }
  return reasons
}

/** The matched words as they stood in the query, neighbours together, the most telling first. */
function phrasesOf({ words }: AnalysedQuery, { matched }: Evidence): string[] {
  const weights = new Map<number, number>()
  for (const { position, weight } of matched) weights.set(position, (weights.get(position) ?? 0) + weight)
  const phrases: { text: string; weight: number }[] = []
  let current: { text: string; weight: number } | undefined
  let lead = ''
  for (const [position, { text, kind, unspaced }] of words.entries()) {
    const weight = weights.get(position)
    const gap = unspaced ? '' : ' '
    if (weight === undefined) {
      current = undefined
      lead = kind === 'number' || LEADS.test(text) ? `${text}${gap}` : ''
    } else if (current === undefined) {
      phrases.push((current = { text: lead + text, weight }))
    } else {
      current.text += gap + text
      current.weight += weight
    }
  }
  return phrases
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MAX_PHRASES)
    .map(({ text }) => (text.length > MAX_PHRASE ? `${text.slice(0, MAX_PHRASE)}…` : text))
}
