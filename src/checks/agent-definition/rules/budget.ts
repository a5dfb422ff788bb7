import type { AgentRule, Hit } from '../rule.ts'

/** Characters and lines of a core by tier and of a reference. Sources: Cline cuts the middle out of tool results beyond 8,000 serialised characters, Codex beyond about 12,000; GitHub takes 30,000 characters of prompt (custom-agents-configuration, 2026-11). */
const CORE = { lite: 4500, premium: 7500 } as const
const CORE_LINES = 180
const SERIALISED = 8000
const REFERENCE = 7500
const REFERENCE_LINES = 150
const COPILOT = 30_000

export const budget: AgentRule = {
  id: 'budget',
  title: 'The text is longer than its readers take',
  severity: 'error',
  basis: 'parsed',
  formats: ['maifady', 'copilot'],
  why: 'Clients cut long tool results in the middle, so a part of the rules is not there, and nothing says which. A small model (tier lite) loses the thread sooner.',
  fix: 'Keep the core to 4,500 characters (lite) or 7,500 (premium) and 180 lines, a reference to 7,500 and 150; move depth into references.',
  sameAs: [],
  find: ({ format, definition, references, data }) => {
    const hits: Hit[] = []
    if (definition !== undefined) {
      const { source, bodyStart } = definition
      const body = source.text.slice(bodyStart).trim()
      const say = (message: string): void => {
        const start = source.text.indexOf(body.slice(0, 1), bodyStart)
        const end = source.text.indexOf('\n', start)
        hits.push({ source, start, end: end === -1 ? source.text.length : end, message })
      }
      const lines = body.split('\n').length
      if (format === 'copilot') {
        if (body.length > COPILOT) say(`The prompt has ${body.length} characters; GitHub takes ${COPILOT}.`)
      } else {
        const tier = data['tier'] === 'lite' ? 'lite' : 'premium'
        if (body.length > CORE[tier])
          say(`The core has ${body.length} characters; ${CORE[tier]} are the most for tier ${tier}.`)
        else if (JSON.stringify(body).length > SERIALISED) {
          say(`The core has ${JSON.stringify(body).length} characters as JSON; clients cut beyond ${SERIALISED}.`)
        }
        if (lines > CORE_LINES) say(`The core has ${lines} lines; ${CORE_LINES} are the most.`)
      }
    }
    if (format !== 'maifady') return hits
    for (const { source, bodyStart } of references) {
      const body = source.text.slice(bodyStart).trim()
      const lines = body.split('\n').length
      const end = Math.max(source.text.indexOf('\n'), 1)
      if (body.length > REFERENCE)
        hits.push({
          source,
          start: 0,
          end,
          message: `The reference has ${body.length} characters; ${REFERENCE} are the most.`,
        })
      if (lines > REFERENCE_LINES)
        hits.push({
          source,
          start: 0,
          end,
          message: `The reference has ${lines} lines; ${REFERENCE_LINES} are the most.`,
        })
    }
    return hits
  },
}
