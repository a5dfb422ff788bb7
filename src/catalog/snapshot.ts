import type { Agent, LayerName, Problem, Snapshot } from './agent.ts'

export interface SnapshotParts {
  /** One agent per name. */
  agents: readonly Agent[]
  problems: readonly Problem[]
  version: string
  /** The Markdown of a part that the agent has; '' is the core. */
  readText: (agent: Agent, part: string) => Promise<string | undefined>
}

/** Puts agents together: drops aliases and hand-offs that lead nowhere, and reports those of the user's and the project's agents. */
export function makeSnapshot({ agents, problems, version, readText }: SnapshotParts): Snapshot {
  const found: Problem[] = [...problems]
  const byName = new Map(agents.map((agent) => [agent.name, agent]))
  const nameOf = new Map<string, string>()
  const sorted = agents.toSorted((a, b) => compare(a.name, b.name))
  const kept = sorted.map((agent) => ({ ...agent, routing: { ...agent.routing, aliases: [] as string[] } }))
  const keptByName = new Map(kept.map((agent) => [agent.name, agent]))
  for (const agent of sorted.toSorted((a, b) => LAYER_ORDER.indexOf(a.layer) - LAYER_ORDER.indexOf(b.layer))) {
    for (const alias of agent.routing.aliases) {
      const owner = byName.has(alias) ? alias : nameOf.get(alias)
      if (owner === undefined) {
        nameOf.set(alias, agent.name)
        keptByName.get(agent.name)?.routing.aliases.push(alias)
      } else if (owner !== agent.name) {
        // The owner of a name wins over an alias of a lower layer without a word: that agent was added on purpose.
        const overridden =
          LAYER_ORDER.indexOf(byName.get(owner)?.layer ?? 'built-in') > LAYER_ORDER.indexOf(agent.layer)
        if (!overridden)
          found.push(problemOf(agent, `the alias "${alias}" already belongs to ${owner}; choose another`))
      }
    }
  }
  const get = (nameOrAlias: string): Agent | undefined => {
    const wanted = nameOrAlias.trim().toLowerCase()
    return keptByName.get(wanted) ?? keptByName.get(nameOf.get(wanted) ?? '')
  }
  for (const agent of kept) {
    agent.handoffs = agent.handoffs.flatMap(({ to, when }) => {
      const target = get(to)
      if (target !== undefined) return target.name === agent.name ? [] : [{ to: target.name, when }]
      if (agent.layer !== 'built-in') {
        found.push(problemOf(agent, `it hands off to "${to}", which does not exist; name an agent of the catalogue`))
      }
      return []
    })
  }
  return Object.freeze({
    agents: Object.freeze(kept),
    problems: Object.freeze(found),
    version,
    get,
    read: async (agent: Agent, part = '') => {
      const current = byName.get(agent.name)
      const known = part === '' || current?.references.some(({ topic }) => part === `references/${topic}`)
      return current !== undefined && known ? readText(current, part) : undefined
    },
  })
}

export const LAYER_ORDER: readonly LayerName[] = ['built-in', 'user', 'project']

const problemOf = ({ path, layer }: Agent, message: string): Problem => ({ path, layer, message })

/** Code-unit order: the same on every machine. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
