import type { Basis, Rule } from '../../finding.ts'
import type { RawFinding } from '../../check.ts'
import { rulePage } from '../../rule-page.ts'
import type { Files } from '../files.ts'
import type { Step } from '../step.ts'

/** What a rule says about one statement; the rest of a finding is the same for all of them. */
export interface Hit {
  /** One sentence: the object and what happens to it. */
  message: string
  basis: Basis
  /** The engine's own line. */
  evidence?: string
  fix?: { description: string; edits?: { start: number; end: number; text: string }[] }
}

/** What a rule says about a file as a whole, or about a place in it that is no statement. */
export interface FileHit extends Hit {
  path: string
  /** Offsets into the file's text. */
  start: number
  end: number
}

export interface MigrationRule extends Omit<Rule, 'id' | 'docs' | 'since'> {
  /** The part of the id behind `postgres-migration/`. */
  name: string
  since?: string
  /** After its first finding in a file the rule is not asked again for that file. */
  oncePerFile?: boolean
  /** Called for each statement of a reported file, in order. */
  find?(step: Step): Hit[]
  /** Called once for each directory that has a reported file. */
  findInDirectory?(directory: Files): FileHit[]
}

export const CHECK = 'postgres-migration'

export function ruleId(name: string): string {
  return `${CHECK}/${name}`
}

/** The rule as every surface shows it. */
export function ruleData(rule: MigrationRule): Rule {
  const { name, title, severity, enabled, why, fix, sameAs, since = '0.1.0' } = rule
  const off = enabled === false ? { enabled } : {}
  return { id: ruleId(name), title, severity, ...off, why, fix, since, sameAs, docs: rulePage(ruleId(name)) }
}

export function findingOf(rule: MigrationRule, step: Step, hit: Hit): RawFinding {
  const { start, end } = step.statement
  return { rule: ruleId(rule.name), path: step.file.migration.source.path, start, end, ...hit }
}
