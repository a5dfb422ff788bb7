import type { RawFinding } from '../../check.ts'
import type { Rule } from '../../finding.ts'
import { rulePage } from '../../rule-page.ts'
import type { FileRun, Step } from '../run-file.ts'
import type { RunOnRows } from '../run-on-rows.ts'
import type { Settings } from '../settings.ts'

/** What a rule says, and of which statement; without one it is about the file. */
export interface Hit extends Pick<RawFinding, 'message' | 'evidence' | 'fix'> {
  step: Pick<Step, 'start' | 'end'> | undefined
  /** `executed`, unless it is read from how SQLite spells the statement. */
  basis?: 'parsed'
}

export interface SqliteRule extends Omit<Rule, 'id' | 'docs' | 'since'> {
  /** The part of the id behind `sqlite-migration/`. */
  name: string
  find?: (run: RunOnRows, settings: Settings) => Hit[]
}

export const CHECK = 'sqlite-migration'

export function ruleId(name: string): string {
  return `${CHECK}/${name}`
}

/** The rule as every surface shows it. */
export function ruleData({ name, title, severity, why, fix, sameAs }: SqliteRule): Rule {
  return { id: ruleId(name), title, severity, why, fix, since: '0.1.0', sameAs, docs: rulePage(ruleId(name)) }
}

/** The first statement that SQLite spells so. */
export function stepLike({ steps }: FileRun, pattern: RegExp): Step | undefined {
  return steps.find(({ normalized }) => pattern.test(normalized))
}
