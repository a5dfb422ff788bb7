import { nearest } from '../../../nearest.ts'
import { frontRange, OURS, textsOf } from '../rule.ts'
import type { AgentRule, Hit } from '../rule.ts'

export const ruleIdUnknown: AgentRule = {
  id: 'rule-id-unknown',
  title: 'A check or rule that the agent names does not exist',
  severity: 'error',
  basis: 'parsed',
  formats: OURS,
  why: 'The promise of an agent is that its rules are checked. An id that no check owns is a promise that nothing keeps.',
  fix: "Use an id that `maifady-mcp rules` lists, or mark the rule `manual` under the agent's own name.",
  sameAs: [],
  find: (agent, { known }) => {
    const { definition, data } = agent
    const hits: Hit[] = []
    const checks = Array.isArray(data['checks'])
      ? data['checks'].filter((each): each is string => typeof each === 'string')
      : []
    const hint = (name: string, names: readonly string[]): string => {
      const word = nearest(name, names)
      return word === undefined ? '' : ` Did you mean "${word}"?`
    }
    for (const [index, check] of checks.entries()) {
      if (definition === undefined || known.checks.includes(check)) continue
      const message = `There is no check "${check.slice(0, 80)}".${hint(check, known.checks)}`
      hits.push({ source: definition.source, ...frontRange(definition, ['checks', index]), message })
    }
    for (const { source, markdown } of textsOf(agent)) {
      for (const { text, start, end } of markdown.codes) {
        const check = /^([a-z0-9-]+)\/[a-z0-9-]+$/.exec(text)?.[1]
        if (check === undefined || !known.checks.includes(check) || known.rules.includes(text)) continue
        hits.push({ source, start, end, message: `There is no rule "${text}".${hint(text, known.rules)}` })
      }
      for (const { info, opening } of markdown.fences) {
        const index = info.findIndex((word) => word === 'bad' || word === 'good')
        const id = index === -1 ? undefined : info[index + 1]
        // A short id means a rule of one of the agent's checks.
        if (
          id === undefined ||
          [id, ...checks.map((check) => `${check}/${id}`)].some((each) => known.rules.includes(each))
        )
          continue
        hits.push({ source, ...opening, message: `There is no rule "${id.slice(0, 80)}".${hint(id, known.rules)}` })
      }
    }
    return hits
  },
}
