import type { SchemaRule } from './rule.ts'

export const executionFailed: SchemaRule = {
  name: 'execution-failed',
  title: 'The server refuses the statement',
  severity: 'error',
  why: 'The files were run in order on an empty database, and this statement failed. A new environment cannot be made from them.',
  fix: 'Mend the statement, or what should have come before it: files of a folder are run in the order of their names.',
  sameAs: [],
}
