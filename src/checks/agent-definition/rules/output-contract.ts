import { reachable } from '../handoffs.ts'
import { OURS, sectionOf } from '../rule.ts'
import type { AgentRule, Hit } from '../rule.ts'
import { ruleRows } from '../rule-rows.ts'

export const outputContract: AgentRule = {
  id: 'output-contract',
  title: 'The output section has no sample that fits the contract',
  severity: 'error',
  basis: 'parsed',
  formats: OURS,
  why: 'Programs and the next agent read the JSON block at the end of the answer. The model writes what the sample shows; a sample that breaks the contract breaks every answer.',
  fix: 'End "Output" with one `json` block that is valid against schemas/agent-output.schema.json: agent, verdict, findings, assumptions, handoffs, checks_run, and for generators files.',
  sameAs: [],
  find: (agent, surroundings) => {
    const { definition, output, name } = agent
    if (definition === undefined) return []
    const section = sectionOf(definition, /^output\b/i)
    if (section === undefined) return []
    const { source } = definition
    const jsonBlock = definition.markdown.fences.some(
      ({ info, start }) => info[0] === 'json' && start > section.start && start < section.end,
    )
    if (output === undefined) {
      return jsonBlock ? [] : [{ source, ...section.heading, message: 'The section "Output" has no `json` block.' }]
    }
    const { yaml, issues } = output
    const hits: Hit[] = issues.map(({ path, message }) => {
      const where = path.length === 0 ? 'The sample' : `"${path.join('.')}"`
      return { source, ...yaml.rangeOf(path), message: `${where} does not fit the contract: ${message}.` }
    })
    const sample = yaml.value as { agent?: unknown; findings?: unknown; handoffs?: unknown }
    if (typeof sample.agent === 'string' && sample.agent !== name) {
      hits.push({
        source,
        ...yaml.rangeOf(['agent']),
        message: `The sample is that of "${sample.agent.slice(0, 80)}"; this agent is "${name}".`,
      })
    }
    const ids = new Set([
      ...surroundings.known.rules,
      ...ruleRows(definition).flatMap((row) => row.ids.map(({ id }) => id)),
    ])
    for (const [index, id] of fieldOf(sample.findings, 'id')) {
      if (!ids.has(id))
        hits.push({
          source,
          ...yaml.rangeOf(['findings', index, 'id']),
          message: `There is no rule "${id.slice(0, 120)}".`,
        })
    }
    const names = reachable(surroundings)
    for (const [index, to] of fieldOf(sample.handoffs, 'to')) {
      if (!names.includes(to))
        hits.push({
          source,
          ...yaml.rangeOf(['handoffs', index, 'to']),
          message: `There is no agent "${to.slice(0, 80)}".`,
        })
    }
    return hits
  },
}

function fieldOf(list: unknown, key: string): [number, string][] {
  if (!Array.isArray(list)) return []
  return list.flatMap((entry: unknown, index): [number, string][] => {
    const value = (entry as Record<string, unknown> | null)?.[key]
    return typeof value === 'string' ? [[index, value]] : []
  })
}
