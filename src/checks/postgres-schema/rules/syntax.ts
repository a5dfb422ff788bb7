import type { SchemaRule } from './rule.ts'

export const syntax: SchemaRule = {
  name: 'syntax',
  title: 'PostgreSQL cannot read the file',
  severity: 'error',
  why: 'The parser of the server stops here, so nothing of the file is known: neither this check nor a deploy gets past it.',
  fix: 'Mend the place that is named. What psql reads itself (its backslash commands, the rows behind COPY) is left out when pg_dump wrote it.',
  sameAs: ['squawk:syntax-error'],
}
