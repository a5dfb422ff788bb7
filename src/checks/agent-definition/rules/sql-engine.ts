import { OURS, textsOf } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

const ENGINES = ['postgres', 'mysql', 'mariadb', 'sqlite', 'ansi']

export const sqlEngine: AgentRule = {
  id: 'sql-engine',
  title: 'An SQL block does not say its engine',
  severity: 'error',
  basis: 'parsed',
  formats: OURS,
  why: 'The same statement is instant on one engine and blocks writes on another. A block without its engine can be neither executed nor trusted.',
  fix: 'Write the engine after the language: `sql postgres`, `sql mysql`, `sql mariadb`, `sql sqlite`; `sql ansi` where it is the same on all.',
  sameAs: [],
  find: (agent) =>
    textsOf(agent).flatMap(({ source, markdown: { fences } }) =>
      fences
        .filter(({ info }) => info[0] === 'sql' && !ENGINES.includes(info[1] ?? ''))
        .map(({ opening, info }) => {
          const message =
            info[1] === undefined
              ? 'The SQL block does not say its engine.'
              : `"${info[1].slice(0, 40)}" is no engine; use one of ${ENGINES.join(', ')}.`
          return { source, ...opening, message }
        }),
    ),
}
