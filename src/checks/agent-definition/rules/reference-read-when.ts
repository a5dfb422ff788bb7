import { OURS } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const referenceReadWhen: AgentRule = {
  id: 'reference-read-when',
  title: 'A reference does not say when to read it',
  severity: 'error',
  basis: 'parsed',
  formats: OURS,
  why: 'The catalogue shows each reference with its condition. Without one it is read always or never.',
  fix: 'Put a line "Read when …" under its title.',
  sameAs: [],
  find: ({ references }) =>
    references.flatMap(({ source, bodyStart }) => {
      if (/^[>*_ \t]*read when[:*_ \t]+\S/im.test(source.text.slice(bodyStart))) return []
      const end = Math.max(source.text.indexOf('\n'), 1)
      return [{ source, start: 0, end, message: 'The reference has no line that begins with "Read when".' }]
    }),
}
