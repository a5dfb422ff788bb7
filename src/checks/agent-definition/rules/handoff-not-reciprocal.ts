import { handoffsOf, resolve } from '../handoffs.ts'
import { frontRange, OURS } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const handoffNotReciprocal: AgentRule = {
  id: 'handoff-not-reciprocal',
  title: 'The agent that takes over does not know the way back',
  severity: 'warning',
  basis: 'parsed',
  formats: OURS,
  why: 'Two agents share a border; when only one names it, a request that lands on the wrong side stays there.',
  fix: 'Add the hand-off back to this agent, with its condition, to the other one.',
  sameAs: [],
  find: (agent, { neighbours }) => {
    const { definition } = agent
    if (definition === undefined) return []
    return handoffsOf(agent).flatMap(({ to, path }) => {
      const target = resolve(to, neighbours)
      if (target === undefined || target === agent) return []
      if (handoffsOf(target).some((back) => resolve(back.to, neighbours) === agent)) return []
      const message = `"${target.name}" does not hand off to "${agent.name}" in turn.`
      return [{ source: definition.source, ...frontRange(definition, path), message }]
    })
  },
}
