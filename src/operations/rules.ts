import type { Rule } from '../checks/finding.ts'
import type { Context } from './context.ts'

export interface ExampleFile {
  path: string
  text: string
}

export interface RuleExplanation {
  rule: Rule
  /** Files of one bad example that the rule flags, and what it says of them. */
  bad: { files: ExampleFile[]; messages: string[] } | undefined
  /** Files of one good example on which it is silent. */
  ok: { files: ExampleFile[] } | undefined
}

/** Every rule, or those of one check. Throws UsageError for an unknown check. */
export declare function listRules(request: { check?: string }): Promise<{ rules: Rule[] }>

/** One rule with its examples. Takes `<check>/<rule>`, or the bare rule name when it is unique. Throws UsageError for an unknown one. */
export declare function explainRule(context: Context, request: { rule: string }): Promise<RuleExplanation>
