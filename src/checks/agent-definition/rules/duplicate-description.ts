import { ALL, frontRange, frontText } from '../rule.ts'
import type { AgentRule } from '../rule.ts'
import { bagOf, cosine } from '../similarity.ts'
import type { Bag } from '../similarity.ts'
import type { AgentFiles } from '../agent-files.ts'

const THRESHOLD = 0.6
/** Fewer words that carry meaning are alike by chance. */
const LEAST_WORDS = 5

// Each pair of a folder is compared; the words of one agent are counted once.
const BAGS = new WeakMap<AgentFiles, Bag>()

function descriptionBag(agent: AgentFiles): Bag | undefined {
  const text = frontText(agent, 'description')
  if (text === undefined) return undefined
  const bag = BAGS.get(agent) ?? bagOf(text)
  BAGS.set(agent, bag)
  return bag
}

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
    const { definition } = agent
    const own = descriptionBag(agent)
    if (definition === undefined || own === undefined || own.size < LEAST_WORDS) return []
    return neighbours.flatMap((other) => {
      const theirs = descriptionBag(other)
      if (other === agent || theirs === undefined) return []
      const similarity = cosine(own, theirs)
      if (similarity <= THRESHOLD) return []
      const message = `The description is like that of "${other.name}" (similarity ${similarity.toFixed(2)}; above ${THRESHOLD} they are confused).`
      return [{ source: definition.source, ...frontRange(definition, ['description']), message }]
    })
  },
}
