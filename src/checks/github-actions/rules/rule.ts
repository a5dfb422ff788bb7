import type { RawFinding } from '../../check.ts'
import type { Rule } from '../../finding.ts'
import { rulePage } from '../../rule-page.ts'
import type { Diagnosis } from '../diagnose.ts'
import type { Workflow } from '../read.ts'

/** What a rule sees: one file, what GitHub's parser says of it, and the actions of the repository by their folder. */
export interface View extends Workflow {
  diagnoses: readonly Diagnosis[]
  actions: ReadonlyMap<string, Workflow>
  /** `YYYY-MM-DD` */
  today: string
}

export interface Hit extends Pick<RawFinding, 'message' | 'evidence' | 'fix'> {
  /** Path of keys and indices, or a range in the file. A key is marked when `key` is set, the value otherwise. */
  at: readonly PropertyKey[] | { start: number; end: number }
  key?: true
  basis?: 'pattern'
}

export interface ActionsRule extends Omit<Rule, 'id' | 'docs' | 'since'> {
  /** The part of the id behind `github-actions/`. */
  name: string
  find: (view: View) => Hit[]
}

const CHECK = 'github-actions'

export const ruleId = (name: string): string => `${CHECK}/${name}`

/** The rule as every surface shows it. */
export function ruleData({ name, title, severity, enabled, why, fix, sameAs }: ActionsRule): Rule {
  const off = enabled === false ? { enabled } : {}
  return { id: ruleId(name), title, severity, ...off, why, fix, since: '0.1.0', sameAs, docs: rulePage(ruleId(name)) }
}
