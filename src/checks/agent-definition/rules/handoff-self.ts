import { aliasesOf, handoffsOf } from '../handoffs.ts'
import { frontRange, OURS } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const handoffSelf: AgentRule = {
  id: 'handoff-self',
  title: 'An agent hands off to itself',
  severity: 'error',
  basis: 'parsed',
  formats: OURS,
  why: 'The request goes round in a circle, and each turn costs a whole prompt.',
  fix: 'Name the agent that takes over, or remove the hand-off.',
  sameAs: [],
  find: (agent) => {
    const { definition } = agent
    if (definition === undefined) return []
    const own = new Set([agent.name, ...aliasesOf(agent)])
    return handoffsOf(agent)
      .filter(({ to }) => own.has(to))
      .map(({ to, path }) => ({
        source: definition.source,
        ...frontRange(definition, path),
        message: `"${to}" is this agent itself.`,
      }))
  },
}
