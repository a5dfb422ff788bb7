import type { MigrationRule } from './rule.ts'

/** Found while reading, not by looking at statements. */
export const syntax: MigrationRule = {
  name: 'syntax',
  title: 'The file does not parse',
  severity: 'error',
  why: 'PostgreSQL refuses the file, and the deploy stops in the middle of the migrations. Nothing else in the file was checked.',
  fix: 'Mend the statement at the place shown. psql commands (\\set, \\i) and COPY data are no SQL: run them with psql, not in a migration.',
  sameAs: ['squawk:syntax-error'],
}
