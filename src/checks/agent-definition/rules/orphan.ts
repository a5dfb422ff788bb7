import { handoffsOf, resolve } from '../handoffs.ts'
import { frontRange, OURS } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const orphan: AgentRule = {
  id: 'orphan',
  title: 'No other agent hands off to this one',
  severity: 'warning',
  basis: 'parsed',
  formats: OURS,
  why: 'In a catalogue whose agents hand off to each other, one that nobody names gets no work from its neighbours; its border is drawn on one side only.',
  fix: 'Let the agent whose requests belong here hand off to it.',
  sameAs: [],
  find: (agent, { neighbours }) => {
    const { definition } = agent
    if (definition === undefined) return []
    // A folder of agents that stand alone has no graph to be missing from.
    const links = neighbours.flatMap((from) =>
      handoffsOf(from).map(({ to }) => ({ from, target: resolve(to, neighbours) })),
    )
    const inside = links.filter(({ from, target }) => target !== undefined && target !== from)
    if (inside.length === 0 || inside.some(({ target }) => target === agent)) return []
    const message = `No agent of this folder hands off to "${agent.name}".`
    return [{ source: definition.source, ...frontRange(definition, ['name']), message }]
  },
}
