import { textsOf } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const name: AgentRule = {
  id: 'name',
  title: 'The name is malformed, taken, or not that of its folder',
  severity: 'error',
  basis: 'parsed',
  formats: ['maifady', 'skill', 'claude'],
  why: 'The name is the address: of the prompt, the resource, the folder and the hand-off. A name that differs from its folder is refused by clients; of two files with one name, one is dropped silently.',
  fix: 'Use a-z, 0-9 and single hyphens, at most 64 characters, the same as the folder (for a skill or an AGENT.md), once in the folder of agents.',
  sameAs: [],
  find: (agent, { neighbours }) => {
    const { definition, format, expectedName } = agent
    const value = agent.data['name']
    if (definition?.frontMatter === undefined || typeof value !== 'string') return []
    const { source } = definition
    const range = definition.frontMatter.rangeOf(['name'])
    const hits = []
    if (value.length > 64) hits.push(`The name has ${value.length} characters; 64 are the most.`)
    // Claude Code itself refuses only the colon, but its file names and mentions need the same letters.
    if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value)) {
      hits.push(`The name "${value.slice(0, 80)}" may hold only a-z, 0-9 and single hyphens between them.`)
    }
    if (expectedName !== undefined && value !== expectedName && format !== 'claude') {
      hits.push(`The name is "${value.slice(0, 80)}" but its folder or file is called "${expectedName}".`)
    }
    const twin = neighbours.find(
      (other) => other !== agent && other.data['name'] === value && textsOf(other).length > 0,
    )
    if (twin !== undefined) hits.push(`The name "${value}" is also that of ${twin.sources[0]?.path}.`)
    return hits.map((message) => ({ source, ...range, message }))
  },
}
