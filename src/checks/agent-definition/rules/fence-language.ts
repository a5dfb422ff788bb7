import { OURS, textsOf } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const fenceLanguage: AgentRule = {
  id: 'fence-language',
  title: 'A fenced block does not say its language',
  severity: 'error',
  basis: 'parsed',
  formats: OURS,
  why: 'A block without a language cannot be checked by anything, and the model guesses what it is reading.',
  fix: 'Write the language after the fence; `text` for what has none.',
  sameAs: ['markdownlint:MD040'],
  find: (agent) =>
    textsOf(agent).flatMap(({ source, markdown: { fences } }) =>
      fences
        .filter(({ info }) => info.length === 0)
        .map(({ opening }) => ({ source, ...opening, message: 'The block does not say its language.' })),
    ),
}
