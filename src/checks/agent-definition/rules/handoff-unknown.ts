import { nearest } from '../../../nearest.ts'
import { handoffsOf, reachable } from '../handoffs.ts'
import { OURS, sectionOf } from '../rule.ts'
import type { AgentRule, Hit } from '../rule.ts'

export const handoffUnknown: AgentRule = {
  id: 'handoff-unknown',
  title: 'A hand-off names an agent that does not exist',
  severity: 'error',
  basis: 'parsed',
  formats: OURS,
  why: 'An agent that routes to a name nobody ships is worse than none: the work stops there, or the model plays the missing expert.',
  fix: 'Name an agent or alias of the catalogue, or do the work here.',
  sameAs: [],
  find: (agent, surroundings) => {
    const { definition, routing } = agent
    const names = reachable(surroundings)
    const say = (name: string): string => {
      const word = nearest(name, names)
      return `There is no agent "${name.slice(0, 80)}".${word === undefined ? '' : ` Did you mean "${word}"?`}`
    }
    const hits: Hit[] = []
    if (definition !== undefined) {
      const { source, frontMatter, markdown } = definition
      for (const { to, path } of handoffsOf(agent)) {
        if (frontMatter !== undefined && !names.includes(to))
          hits.push({ source, ...frontMatter.rangeOf(path), message: say(to) })
      }
      const section = sectionOf(definition, /^hand-?offs\b/i)
      for (const { start, end, text } of markdown.codes) {
        // In that section a lower-case word with a hyphen in code is a name, where it begins an entry.
        if (section === undefined || start < section.start || end > section.end) continue
        const line = source.text.slice(source.text.lastIndexOf('\n', start) + 1, start)
        if (/^[\s*+|>→-]*$/.test(line) && /^[a-z0-9]+(?:-[a-z0-9]+)+$/.test(text) && !names.includes(text)) {
          hits.push({ source, start, end, message: say(text) })
        }
      }
    }
    const misses = (routing?.value as { nearMisses?: unknown } | null | undefined)?.nearMisses
    for (const [index, miss] of (Array.isArray(misses) ? misses : []).entries()) {
      const to = (miss as { to?: unknown } | null)?.to
      if (routing === undefined || typeof to !== 'string' || names.includes(to)) continue
      hits.push({ source: routing.source, ...routing.rangeOf(['nearMisses', index, 'to']), message: say(to) })
    }
    return hits
  },
}
