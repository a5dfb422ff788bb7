import { frontText } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const description: AgentRule = {
  id: 'description',
  title: 'The description is empty, too long, has markup or speaks as "I"',
  severity: 'error',
  basis: 'parsed',
  formats: ['maifady', 'skill', 'claude'],
  why: 'The description is put into the system prompt of every session to route requests. Beyond 1,024 characters skills are refused; angle brackets are refused in skills because they can pass for tags; "I" and "you" confuse who is meant.',
  fix: 'Say in the third person what it is and when to use it, in at most 1,024 characters (5,000 in a Claude Code sub-agent), without `<` and `>`.',
  sameAs: [],
  find: (agent) => {
    const { definition, format } = agent
    const text = frontText(agent, 'description')
    if (definition?.frontMatter === undefined || text === undefined) return []
    const limit = format === 'claude' ? 5000 : 1024
    const hits = []
    if (text.trim() === '') hits.push('The description is empty.')
    if (text.length > limit) hits.push(`The description has ${text.length} characters; ${limit} are the most.`)
    // Examples between tags are what Claude Code's own generator writes into sub-agents.
    if (format !== 'claude' && /[<>]/.test(text)) hits.push('The description has "<" or ">", which can pass for a tag.')
    const person = /^(?:I|I'm|I’m|I'll|We|You|My|Me)\b[^.]*|\bI (?:can|will|help|am)\b[^.]*/.exec(text)?.[0]
    if (person !== undefined && format !== 'claude') {
      hits.push(
        `The description speaks as or to a person ("${person.slice(0, 60)}"); say in the third person what the agent is.`,
      )
    }
    return hits.map((message) => ({
      source: definition.source,
      ...(definition.frontMatter?.rangeOf(['description']) ?? { start: 0, end: 3 }),
      message,
    }))
  },
}
