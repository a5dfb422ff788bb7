import { citationsOf, factsOf } from '../facts.ts'
import { OURS } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const factUnused: AgentRule = {
  id: 'fact-unused',
  title: 'Nothing cites a fact',
  severity: 'warning',
  basis: 'parsed',
  formats: OURS,
  why: 'It is looked up again every half year for nobody; more often the claim stands in the text without its citation.',
  fix: 'Cite it where it is claimed, or remove it.',
  sameAs: [],
  find: (agent) => {
    const { facts, definition } = agent
    if (facts === undefined || definition === undefined) return []
    const cited = new Set(citationsOf(agent).map(({ id }) => id))
    return factsOf(agent).flatMap(({ id, range }) =>
      id === undefined || cited.has(id)
        ? []
        : [{ source: facts.source, ...range, message: `Nothing cites the fact "${id}".` }],
    )
  },
}
