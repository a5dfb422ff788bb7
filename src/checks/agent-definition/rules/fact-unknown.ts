import { nearest } from '../../../nearest.ts'
import { citationsOf, factsOf } from '../facts.ts'
import { OURS } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const factUnknown: AgentRule = {
  id: 'fact-unknown',
  title: 'A citation leads to no fact',
  severity: 'error',
  basis: 'parsed',
  formats: OURS,
  why: 'It looks like a source and is none.',
  fix: 'Add the fact to facts.yaml, or mend the id.',
  sameAs: [],
  find: (agent) => {
    const ids = factsOf(agent).flatMap(({ id }) => id ?? [])
    return citationsOf(agent).flatMap(({ id, start, end, text }) => {
      if (ids.includes(id)) return []
      const word = nearest(id, ids)
      const hint = word === undefined ? '' : ` Did you mean [^${word}]?`
      return [{ source: text.source, start, end, message: `facts.yaml has no fact "${id}".${hint}` }]
    })
  },
}
