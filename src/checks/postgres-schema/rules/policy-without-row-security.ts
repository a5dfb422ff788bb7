import type { SchemaRule } from './rule.ts'

export const policyWithoutRowSecurity: SchemaRule = {
  name: 'policy-without-row-security',
  title: 'Policies on a table whose row security is off',
  severity: 'error',
  why: 'The policies are there to be read and do nothing: everybody with a grant sees all rows.',
  fix: 'ALTER TABLE … ENABLE ROW LEVEL SECURITY; with FORCE when the owner must keep them too.',
  sameAs: ['splinter:policy_exists_rls_disabled'],
  ofAbsence: true,
  find({ tables, origins }) {
    return tables
      .filter(({ policies, rowSecurity }) => policies > 0 && !rowSecurity)
      .map(({ name, policies }) => ({
        at: origins.table(name),
        message: `Table "${name}" has ${policies} ${policies === 1 ? 'policy' : 'policies'}, and row level security is not enabled.`,
      }))
  },
}
