import { aliasesOf } from '../handoffs.ts'
import { OURS } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const aliasConflict: AgentRule = {
  id: 'alias-conflict',
  title: 'An alias means two agents',
  severity: 'error',
  basis: 'parsed',
  formats: OURS,
  why: 'The same word opens one agent today and another after the next reload, by the order of the folder.',
  fix: 'Keep the alias with one of them.',
  sameAs: [],
  find: (agent, { neighbours, known }) => {
    const { routing } = agent
    if (routing === undefined) return []
    return aliasesOf(agent).flatMap((alias, index) => {
      const owner = neighbours.find(
        (other) => other !== agent && (other.name === alias || aliasesOf(other).includes(alias)),
      )
      const again = aliasesOf(agent).indexOf(alias) < index
      const says =
        alias === agent.name || again
          ? 'is this agent already'
          : owner !== undefined
            ? `also means "${owner.name}"`
            : // The catalogue knows this agent's own aliases too, when it is the one that is installed.
              known.agents.includes(alias) && !known.agents.includes(agent.name)
              ? 'is the name of an agent of the catalogue'
              : undefined
      if (says === undefined) return []
      const range = routing.rangeOf(['aliases', index])
      return [{ source: routing.source, ...range, message: `The alias "${alias.slice(0, 80)}" ${says}.` }]
    })
  },
}
