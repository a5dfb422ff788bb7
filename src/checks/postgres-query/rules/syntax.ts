import type { QueryRule } from './rule.ts'

export const syntax: QueryRule = {
  name: 'syntax',
  title: 'PostgreSQL cannot read the file',
  severity: 'error',
  why: 'The parser of the server stops here, so nothing of the file is known.',
  fix: 'Mend the place that is named. `:name`, `@name`, `?`, `$1` and the functions of sqlc are understood as parameters; other templates are not.',
  sameAs: ['squawk:syntax-error'],
}
