import { OURS, textsOf } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const blockParses: AgentRule = {
  id: 'block-parses',
  title: 'A fenced block does not parse',
  severity: 'error',
  basis: 'parsed',
  formats: OURS,
  why: 'The model copies blocks as they stand. One that its language refuses is an error in every answer made from it.',
  fix: "Mend it, or tag it `text` when it is a sketch. PostgreSQL is read by the server's own parser; JSON and YAML by theirs; other languages are not checked.",
  sameAs: [],
  find: (agent) =>
    textsOf(agent).flatMap(({ source, markdown: { fences } }) =>
      fences.flatMap(({ info, problem }) => {
        if (problem === undefined) return []
        const { start, end, message } = problem
        return [
          { source, start, end, message: `The ${info[0]} block does not parse: ${message}.`.replace(/\.\.$/, '.') },
        ]
      }),
    ),
}
