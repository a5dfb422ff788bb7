import type { Rule } from './finding.ts'
import { rulePage } from './rule-page.ts'

/** What can be wrong with a suppression itself. The runner finds these in the files of every check. */
export const SUPPRESSION_RULES: readonly Rule[] = [
  {
    id: 'suppression/no-reason',
    title: 'A suppression gives its reason',
    severity: 'error',
    why: 'Whoever reads the file later cannot tell a considered exception from a finding that somebody wanted out of the way.',
    fix: 'Say why after a dash: `maifady: ignore <rule> — <reason>`. Without a reason the suppression has no effect.',
    since: '0.1.0',
    sameAs: [],
    docs: rulePage('suppression/no-reason'),
  },
  {
    id: 'suppression/unknown-rule',
    title: 'A suppression names a rule that exists',
    severity: 'error',
    why: 'It suppresses nothing: the finding it was written for still fails the build, or was never there.',
    fix: 'Write the rule as the finding shows it; `maifady-mcp rules` lists all.',
    since: '0.1.0',
    sameAs: [],
    docs: rulePage('suppression/unknown-rule'),
  },
  {
    id: 'suppression/unused',
    title: 'A suppression suppresses something',
    severity: 'warning',
    why: 'It would hide the next finding that appears in its place, which nobody has judged.',
    fix: 'Take the comment out, or move it right before the statement that it is for.',
    since: '0.1.0',
    sameAs: ['squawk:unused-ignore'],
    docs: rulePage('suppression/unused'),
  },
  {
    id: 'suppression/unused-baseline',
    title: 'A baseline holds only what is still there',
    severity: 'note',
    why: 'An entry for a finding that was mended lets the same finding come back unseen.',
    fix: 'Write the baseline anew: `maifady-mcp check --baseline <file> --write-baseline`.',
    since: '0.1.0',
    sameAs: [],
    docs: rulePage('suppression/unused-baseline'),
  },
]
