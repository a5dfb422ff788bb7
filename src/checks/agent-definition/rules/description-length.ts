import { frontRange, frontText, OURS } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

const LEAST = 150
const MOST = 400

export const descriptionLength: AgentRule = {
  id: 'description-length',
  title: 'The description is shorter than 150 or longer than 400 characters',
  severity: 'warning',
  basis: 'parsed',
  formats: OURS,
  why: 'All descriptions together are the index a client shows its model: 37 of 210 characters stay within the 8,000 that Codex gives to the list, longer ones are cut. Below 150 there is no room for what, when and what not.',
  fix: 'One noun phrase for what it is, one sentence for when to use it, one for what it is not for. No steps.',
  sameAs: [],
  find: (agent) => {
    const text = frontText(agent, 'description')?.trim()
    if (agent.definition === undefined || text === undefined || text === '' || text.length > 1024) return []
    if (text.length >= LEAST && text.length <= MOST) return []
    const message = `The description has ${text.length} characters; ${LEAST} to ${MOST} route well.`
    return [{ source: agent.definition.source, ...frontRange(agent.definition, ['description']), message }]
  },
}
