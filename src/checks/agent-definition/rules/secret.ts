import { SAMPLE, SECRETS } from '../data/secrets.ts'
import { matches } from '../find-in.ts'
import { ALL } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const secret: AgentRule = {
  id: 'secret',
  title: 'The file holds a key',
  severity: 'error',
  basis: 'pattern',
  formats: ALL,
  why: 'Agent files are shared, installed into other folders and sent to a model with every request.',
  fix: 'Revoke the key, and name the environment variable that holds it.',
  sameAs: [],
  find: ({ sources }) =>
    sources.flatMap((source) =>
      SECRETS.flatMap(({ name, pattern }) =>
        [...matches(source.text, pattern)]
          .filter(({ text }) => !SAMPLE.test(text))
          .map(({ start, end, text }) => ({
            source,
            start,
            end,
            message: `This looks like a ${name}.`,
            // The report must not spread it.
            evidence: `${text.slice(0, 6)}… (${text.length} characters)`,
          })),
      ),
    ),
}
