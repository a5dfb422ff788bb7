import * as z from 'zod/v4'
import type { Rule } from '../../checks/finding.ts'
import type { ExampleFile, RuleExplanation } from '../../operations/rules.ts'
import { fitText } from '../text.ts'
import { defineTool, type Tool } from './tool.ts'

// Two examples of this size and the rule itself stay below what clients cut.
const EXAMPLE_LIMIT = 1_500

export const EXPLAIN_RULE: Tool = defineTool({
  name: 'explain_rule',
  title: 'Explain a rule',
  description: 'Why a rule that check_files reported is there, what to write instead, and a bad and a good example.',
  input: () => z.strictObject({ rule: z.string().max(200).describe('<check>/<rule>') }),
  output: () => z.object({ rule: z.looseObject({ id: z.string() }) }),
  handle: async ({ context }, { rule }) => {
    const { explainRule } = await import('../../operations/rules.ts')
    const explanation = fitExplanation(await explainRule(context, { rule }))
    return { content: [{ type: 'text', text: describeRule(explanation) }], structuredContent: { ...explanation } }
  },
})

type Fitted = { rule: Rule; bad?: NonNullable<RuleExplanation['bad']>; ok?: NonNullable<RuleExplanation['ok']> }

/** The explanation with examples of a size that no client cuts. */
export function fitExplanation({ rule, bad, ok }: RuleExplanation): Fitted {
  return {
    rule,
    ...(bad !== undefined && { bad: { files: fitFiles(bad.files), messages: bad.messages.slice(0, 5) } }),
    ...(ok !== undefined && { ok: { files: fitFiles(ok.files) } }),
  }
}

const fitFiles = (files: readonly ExampleFile[]): ExampleFile[] =>
  files.slice(0, 5).map(({ path, text }) => ({
    path,
    text: fitText(text, Math.floor(EXAMPLE_LIMIT / Math.min(files.length, 5)), '… (cut)'),
  }))

/** The explanation as Markdown. */
export function describeRule({ rule, bad, ok }: Fitted): string {
  const head = [
    `# ${rule.id} (${rule.severity}${rule.enabled === false ? ', off until severities in .maifady/config.yaml names it' : ''})`,
    rule.title,
    `Why: ${rule.why}`,
    `Instead: ${rule.fix}`,
  ]
  const also = rule.sameAs.length === 0 ? [] : [`The same as: ${rule.sameAs.join(', ')}`]
  const badPart =
    bad === undefined ? [] : ['## Bad', ...bad.files.map(fence), ...bad.messages.map((message) => `> ${message}`)]
  const okPart = ok === undefined ? [] : ['## Good', ...ok.files.map(fence)]
  return [...head, ...also, `Since ${rule.since}. ${rule.docs}`, ...badPart, ...okPart].join('\n\n')
}

function fence({ path, text }: ExampleFile): string {
  const ticks = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)))
  return `${path}\n\n${ticks}${/\.([a-z0-9]+)$/i.exec(path)?.[1] ?? ''}\n${text.trimEnd()}\n${ticks}`
}
