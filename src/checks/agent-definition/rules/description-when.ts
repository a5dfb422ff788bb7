import { WHEN_WORDS } from '../data/when-words.ts'
import { frontRange, frontText } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const descriptionWhen: AgentRule = {
  id: 'description-when',
  title: 'The description does not say when to use the agent',
  severity: 'error',
  basis: 'pattern',
  formats: ['maifady', 'skill', 'claude'],
  why: 'A model chooses an agent by its description alone. One that says only what the agent is leaves it to guess, and it is then called too rarely or for anything.',
  fix: 'Add a clause that begins "Use when …" and names the situations in the words that people use.',
  sameAs: [],
  find: (agent) => {
    const text = frontText(agent, 'description')?.trim()
    if (agent.definition === undefined || text === undefined || text === '') return []
    // Skills of Claude Code may say it in a key of its own.
    if (frontText(agent, 'when_to_use') !== undefined || WHEN_WORDS.test(text)) return []
    const message = 'The description says what the agent is but not when to use it; add "Use when …".'
    return [{ source: agent.definition.source, ...frontRange(agent.definition, ['description']), message }]
  },
}
