import type { AgentFiles } from './agent-files.ts'
import type { Surroundings } from './rule.ts'

export interface Handoff {
  to: string
  /** Path of the target's name in the front matter. */
  path: readonly PropertyKey[]
}

/** The hand-offs of the front matter that can be read. */
export function handoffsOf({ data }: AgentFiles): Handoff[] {
  const list = data['handoffs']
  if (!Array.isArray(list)) return []
  return list.flatMap((entry: unknown, index) => {
    const to = (entry as { to?: unknown } | null)?.to
    return typeof to === 'string' ? [{ to, path: ['handoffs', index, 'to'] }] : []
  })
}

export const aliasesOf = ({ routing }: AgentFiles): string[] => textList(routing?.value, 'aliases')

export const examplesOf = ({ routing }: AgentFiles): string[] => textList(routing?.value, 'examples')

function textList(value: unknown, key: string): string[] {
  const list = (value as Record<string, unknown> | null | undefined)?.[key]
  return Array.isArray(list) ? list.filter((entry): entry is string => typeof entry === 'string') : []
}

/** The agent of the same folder that a name or alias means. */
export const resolve = (name: string, neighbours: readonly AgentFiles[]): AgentFiles | undefined =>
  neighbours.find((agent) => agent.name === name) ?? neighbours.find((agent) => aliasesOf(agent).includes(name))

/** Every name a hand-off may use. */
export const reachable = ({ neighbours, known }: Surroundings): string[] => [
  ...neighbours.flatMap((agent) => [agent.name, ...aliasesOf(agent)]),
  ...known.agents,
]
