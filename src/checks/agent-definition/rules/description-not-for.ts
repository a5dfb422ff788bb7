import { frontRange, frontText, OURS } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const descriptionNotFor: AgentRule = {
  id: 'description-not-for',
  title: 'The description does not say what the agent is not for',
  severity: 'warning',
  basis: 'pattern',
  formats: OURS,
  why: 'Agents of one catalogue border on each other. Without the border in the description the nearest name gets the request that belongs next door.',
  fix: 'End with "Not for … (other-agent)".',
  sameAs: [],
  find: (agent) => {
    const text = frontText(agent, 'description')?.trim()
    if (agent.definition === undefined || text === undefined || text === '') return []
    if (
      /\bnot (?:for|to be used)\b|\bnever for\b|\bno (?:es )?para\b|\bpas pour\b|ではない|向きではない|不用于|不适用/i.test(
        text,
      )
    )
      return []
    const message = 'The description does not say what the agent is not for; add "Not for … (other-agent)".'
    return [{ source: agent.definition.source, ...frontRange(agent.definition, ['description']), message }]
  },
}
