import type { RawFinding } from '../../check.ts'
import type { Rule } from '../../finding.ts'
import { rulePage } from '../../rule-page.ts'
import type { ReadFile } from '../read.ts'
import type { ReadSql } from '../sql.ts'

/** What a rule sees: one file, and what its SQL is, by the place of the gate in the list. */
export interface View extends ReadFile {
  sql: ReadonlyMap<number, ReadSql>
  /** `YYYY-MM-DD` */
  today: string
}

export interface Hit extends Pick<RawFinding, 'message' | 'evidence' | 'fix'> {
  /** Path of keys in the file. A key is marked when `key` is set, the value otherwise. */
  at: readonly PropertyKey[]
  key?: true
}

export interface GateRule extends Omit<Rule, 'id' | 'docs' | 'since'> {
  /** The part of the id behind `release-gate/`. */
  name: string
  find: (view: View) => Hit[]
}

export const CHECK = 'release-gate'

export const ruleId = (name: string): string => `${CHECK}/${name}`

/** The rule as every surface shows it. */
export const ruleData = ({ name, title, severity, why, fix, sameAs }: GateRule): Rule => ({
  id: ruleId(name),
  title,
  severity,
  why,
  fix,
  since: '0.1.0',
  sameAs,
  docs: rulePage(ruleId(name)),
})
