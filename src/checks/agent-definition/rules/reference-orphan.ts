import { referenceMentions } from '../mentions.ts'
import type { AgentRule } from '../rule.ts'

export const referenceOrphan: AgentRule = {
  id: 'reference-orphan',
  title: 'No word of the core leads to a reference',
  severity: 'error',
  basis: 'parsed',
  formats: ['maifady', 'skill'],
  why: 'References are loaded on demand. One that the core never names is never read.',
  fix: 'Name it in the core with the condition on which to read it: "`references/postgres.md` when the target is PostgreSQL".',
  sameAs: [],
  find: ({ definition, references }) => {
    if (definition === undefined) return []
    const named = new Set(referenceMentions(definition).map(({ topic }) => topic))
    return references
      .filter(({ place }) => place.topic !== undefined && !named.has(place.topic))
      .map(({ source, place }) => ({
        source,
        start: 0,
        end: Math.max(source.text.indexOf('\n'), 1),
        message: `The core never names references/${place.topic}.md, so nobody reads it.`,
      }))
  },
}
