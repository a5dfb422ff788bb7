import type { QueryRule } from './rule.ts'

export const notEquivalent: QueryRule = {
  name: 'not-equivalent',
  title: 'A rewrite that gives other rows',
  severity: 'error',
  why: 'Both queries were run on generated rows with NULLs and duplicates, and one gave a row more often than the other: the rewrite changes what the application sees. Asked for by `check --equivalent before.sql after.sql`.',
  fix: 'Look at the row that is shown: most often it is a NULL, or one that a join multiplies.',
  sameAs: [],
}
