import { aliasesOf, handoffsOf, reachable } from '../handoffs.ts'
import { frontRange, OURS, sectionOf } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const handoffSection: AgentRule = {
  id: 'handoff-section',
  title: 'The text never names the agent of a hand-off',
  severity: 'warning',
  basis: 'parsed',
  formats: OURS,
  why: 'The model reads the text, programs read the front matter. A hand-off that only programs know is never made.',
  fix: 'Name the agent under "Hand-offs" or "Not for", with what it is given, or take it out of the front matter.',
  sameAs: [],
  find: (agent, surroundings) => {
    const { definition } = agent
    if (definition === undefined || sectionOf(definition, /^hand-?offs\b/i) === undefined) return []
    const names = reachable(surroundings)
    const own = new Set([agent.name, ...aliasesOf(agent)])
    return (
      handoffsOf(agent)
        // Names that do not exist or mean this agent are other rules' affair.
        .filter(({ to }) => names.includes(to) && !own.has(to))
        .filter(({ to }) => definition.source.text.indexOf(to, definition.bodyStart) === -1)
        .map(({ to, path }) => ({
          source: definition.source,
          ...frontRange(definition, path),
          message: `The text never names "${to.slice(0, 80)}".`,
        }))
    )
  },
}
