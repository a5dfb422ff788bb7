import type { Agent, Problem } from './agent.ts'
import type { LoadedAgent } from './parse.ts'
import type { LayerContent } from './read-layer.ts'

/** Which built-in or user agents the project layer may replace: those names, or all. */
export type ProjectOverrides = ReadonlySet<string> | 'all'

export interface MergedLayers {
  agents: Agent[]
  problems: Problem[]
  /** The user's and the project's agents that are served, with their texts. */
  loaded: ReadonlyMap<string, LoadedAgent>
}

/**
 * Lays the user's agents over the built-in ones and the project's over both. The user's replace built-in agents;
 * the project's take a name or alias that is there already only with `allowed`: a cloned repository must not change what a known name means.
 */
export function mergeLayers(
  builtIn: readonly Agent[],
  user: LayerContent,
  project: LayerContent,
  allowed: ProjectOverrides,
): MergedLayers {
  const agents = new Map(builtIn.map((agent) => [agent.name, agent]))
  const loaded = new Map<string, LoadedAgent>()
  const problems = [...user.problems, ...project.problems]
  for (const each of user.agents) {
    agents.set(each.agent.name, each.agent)
    loaded.set(each.agent.name, each)
  }
  const taken = new Map(
    [...agents.values()].flatMap(({ name, routing }) => routing.aliases.map((alias) => [alias, name])),
  )
  for (const each of project.agents) {
    const { name, path } = each.agent
    const known = agents.get(name)?.name ?? taken.get(name)
    if (known !== undefined && allowed !== 'all' && !allowed.has(name)) {
      const what = known === name ? `the ${agents.get(name)?.layer} agent of that name` : `an alias of ${known}`
      const remedy = `set MAIFADY_ALLOW_PROJECT_OVERRIDES=${name}, or allowProjectOverrides: [${name}] in your config.yaml`
      problems.push({
        path,
        layer: 'project',
        message: `"${name}" would replace ${what}; rename it, or to allow it ${remedy}`,
      })
      continue
    }
    agents.set(name, each.agent)
    loaded.set(name, each)
  }
  return { agents: [...agents.values()], problems, loaded }
}
