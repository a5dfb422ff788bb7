import type { AgentFiles, AgentText } from './agent-files.ts'
import { textsOf } from './rule.ts'
import type { Range } from '../yaml-text.ts'

export interface Fact {
  id: string | undefined
  /** Of the whole entry. */
  range: Range
  path: readonly PropertyKey[]
  data: Readonly<Record<string, unknown>>
}

/** The entries of facts.yaml that can be read. */
export function factsOf({ facts }: AgentFiles): Fact[] {
  if (facts === undefined || !Array.isArray(facts.value)) return []
  return facts.value.flatMap((data: unknown, index) => {
    if (typeof data !== 'object' || data === null || Array.isArray(data)) return []
    const { id } = data as Record<string, unknown>
    const path = [index]
    return [
      {
        id: typeof id === 'string' ? id : undefined,
        range: facts.rangeOf([index, 'id']),
        path,
        data: data as Fact['data'],
      },
    ]
  })
}

/** Where `[^id]` stands in the texts, outside code. */
export function citationsOf(agent: AgentFiles): (Range & { id: string; text: AgentText })[] {
  return textsOf(agent).flatMap((text) => {
    const { source, markdown, bodyStart } = text
    const found = []
    for (const match of source.text.slice(bodyStart).matchAll(/\[\^([\w.-]+)\]/g)) {
      const start = bodyStart + match.index
      const range = { start, end: start + match[0].length }
      const code = [...markdown.fences, ...markdown.codes].some(
        (each) => range.start >= each.start && range.end <= each.end,
      )
      if (!code) found.push({ ...range, id: match[1] ?? '', text })
    }
    return found
  })
}
