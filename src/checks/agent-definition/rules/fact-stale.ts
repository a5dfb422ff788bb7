import { factsOf } from '../facts.ts'
import { OURS } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const factStale: AgentRule = {
  id: 'fact-stale',
  title: 'A fact has to be looked up again',
  severity: 'warning',
  basis: 'parsed',
  formats: OURS,
  why: 'Versions end and defaults change; a fact that nobody has looked at for half a year is a memory.',
  fix: 'Read its source again, mend the claim, and set `checked` and `expires`.',
  sameAs: [],
  find: (agent, { today, factMaxAgeDays }) => {
    const { facts } = agent
    if (facts === undefined) return []
    return factsOf(agent).flatMap(({ id, path, data }) => {
      const { checked, expires } = data
      const say = (key: string, message: string) => [
        { source: facts.source, ...facts.rangeOf([...path, key]), message },
      ]
      if (typeof expires === 'string' && /^\d{4}-/.test(expires) && expires < today) {
        return say('expires', `The fact "${id ?? '?'}" expired on ${expires}.`)
      }
      const age = typeof checked === 'string' ? (Date.parse(today) - Date.parse(checked)) / 86_400_000 : Number.NaN
      if (age > factMaxAgeDays)
        return say(
          'checked',
          `The fact "${id ?? '?'}" was checked ${Math.floor(age)} days ago; ${factMaxAgeDays} are the most.`,
        )
      return []
    })
  },
}
