import { examplesOf } from '../handoffs.ts'
import { OURS } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const routingMissing: AgentRule = {
  id: 'routing-missing',
  title: 'The agent has no example requests',
  severity: 'warning',
  basis: 'parsed',
  formats: OURS,
  why: 'The search finds an agent by the words that people use, in their language. Without examples it has the description only, and nothing tests that requests arrive.',
  fix: 'Write routing.yaml beside AGENT.md: aliases, examples, nearMisses, keywords by language.',
  sameAs: [],
  find: (agent) => {
    const { definition, routing } = agent
    if (definition === undefined || routing?.error !== undefined || examplesOf(agent).length > 0) return []
    const source = routing?.source ?? definition.source
    const message =
      routing === undefined ? 'There is no routing.yaml beside this file.' : 'There is no example request.'
    return [{ source, start: 0, end: Math.min(3, source.text.length), message }]
  },
}
