import type { RawFinding } from '../../check.ts'
import type { Rule } from '../../finding.ts'
import { rulePage } from '../../rule-page.ts'
import type { Step } from '../steps.ts'

/** What a rule says of a statement, or of the part of it at `place`. */
export interface Hit extends Pick<RawFinding, 'message' | 'evidence' | 'fix'> {
  place?: { start: number; end: number }
}

export interface MysqlRule extends Omit<Rule, 'id' | 'docs' | 'since'> {
  /** The part of the id behind `mysql-migration/`. */
  name: string
  /** After its first finding in a file the rule is not asked again for that file. */
  oncePerFile?: boolean
  /** Called for each statement of a file that is reported on, in order. */
  find?: (step: Step) => Hit[]
}

export const CHECK = 'mysql-migration'

export const ruleId = (name: string): string => `${CHECK}/${name}`

/** The rule as every surface shows it. */
export function ruleData({ name, title, severity, why, fix, sameAs }: MysqlRule): Rule {
  return { id: ruleId(name), title, severity, why, fix, since: '0.1.0', sameAs, docs: rulePage(ruleId(name)) }
}
