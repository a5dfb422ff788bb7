import type { MysqlRule } from './rule.ts'

/** Only what is certain: what the grammar at hand does not read may still be right, and is reported as not checked. */
export const syntax: MysqlRule = {
  name: 'syntax',
  title: 'No server can read the file',
  severity: 'error',
  why: 'A deploy stops here, and as DDL cannot be rolled back, what stands before it stays done.',
  fix: 'Mend the place that is named.',
  sameAs: [],
}
