import { ALL, textsOf } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const fenceUnclosed: AgentRule = {
  id: 'fence-unclosed',
  title: 'A fenced block is not closed',
  severity: 'error',
  basis: 'parsed',
  formats: ALL,
  why: 'Everything after it, to the end of the file, is read as code. The usual cause is a block inside a block with the same number of backticks: the inner fence closes the outer one.',
  fix: 'Close it, or give the outer fence one backtick more than the inner ones have.',
  sameAs: [],
  find: (agent) =>
    textsOf(agent).flatMap(({ source, markdown: { fences } }) =>
      fences
        .filter(({ closed }) => !closed)
        .map(({ opening }) => ({ source, ...opening, message: 'The fenced block that begins here is not closed.' })),
    ),
}
