import type { AgentRule } from '../rule.ts'

const LINES = 500

export const bodyLength: AgentRule = {
  id: 'body-length',
  title: 'A skill has more than 500 lines',
  severity: 'warning',
  basis: 'parsed',
  formats: ['skill'],
  why: 'The whole file is put into the context when the skill is used, needed or not; the specification asks for fewer than 500 lines.',
  fix: 'Move depth into files beside it and say in SKILL.md when to read each.',
  sameAs: [],
  find: ({ definition }) => {
    if (definition === undefined) return []
    const { source, bodyStart } = definition
    const lines = source.text.slice(bodyStart).trim().split('\n').length
    if (lines <= LINES) return []
    return [
      {
        source,
        start: bodyStart,
        end: bodyStart + 1,
        message: `The skill has ${lines} lines; the specification asks for fewer than ${LINES}.`,
      },
    ]
  },
}
