import { OURS } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const dataFile: AgentRule = {
  id: 'data-file',
  title: 'routing.yaml or facts.yaml does not parse or has a wrong shape',
  severity: 'error',
  basis: 'parsed',
  formats: OURS,
  why: 'The agent is then served without it: not found by its aliases, its facts without sources.',
  fix: 'routing.yaml holds aliases, examples, nearMisses ({ request, to }) and keywords by language; facts.yaml a list of facts.',
  sameAs: [],
  find: ({ routing, facts }) =>
    [routing, facts].flatMap((file) => {
      if (file === undefined) return []
      const { source, error, issues } = file
      if (error !== undefined) return [{ source, ...error, message: `The file does not parse: ${error.message}.` }]
      return issues.map(({ kind, path, message }) => {
        const key = path.join('.')
        const range = kind === 'unknown' ? file.keyRangeOf(path) : file.rangeOf(path)
        const text =
          kind === 'unknown' ? `Nothing reads the key "${key}"; ${message}` : `"${key}" is wrong: ${message}.`
        return { source, ...range, message: text }
      })
    }),
}
