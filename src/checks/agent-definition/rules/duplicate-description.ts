import { ALL, frontRange, frontText } from '../rule.ts'
import type { AgentRule } from '../rule.ts'
import { cosine, wordsOf } from '../similarity.ts'

const THRESHOLD = 0.6

export const duplicateDescription: AgentRule = {
  id: 'duplicate-description',
  title: 'Two descriptions say nearly the same',
  severity: 'warning',
  basis: 'pattern',
  formats: ALL,
  why: 'A model that chooses by descriptions cannot tell the two apart; which one it calls is chance.',
  fix: 'Say what only this agent does, and name the other in "Not for".',
  sameAs: [],
  find: (agent, { neighbours }) => {
    const text = frontText(agent, 'description')
    const { definition } = agent
    if (definition === undefined || text === undefined) return []
    const words = wordsOf(text)
    if (words.length < 5) return []
    return neighbours.flatMap((other) => {
      const theirs = frontText(other, 'description')
      if (other === agent || other.format !== agent.format || theirs === undefined) return []
      const similarity = cosine(words, wordsOf(theirs))
      if (similarity <= THRESHOLD) return []
      const message = `The description is like that of "${other.name}" (similarity ${similarity.toFixed(2)}; above ${THRESHOLD} they are confused).`
      return [{ source: definition.source, ...frontRange(definition, ['description']), message }]
    })
  },
}
