import { readFile } from 'node:fs/promises'
import type { Rule } from '../checks/finding.ts'
import { CHECKS, RULES } from '../checks/index.ts'
import { nearest } from '../nearest.ts'
import { UsageError } from '../usage-error.ts'
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

/** Every rule, or those of one check, sorted by id. Throws UsageError for an unknown check. */
export async function listRules({ check }: { check?: string }): Promise<{ rules: Rule[] }> {
  if (check === undefined) return { rules: [...RULES] }
  const rules = RULES.filter(({ id }) => id.startsWith(`${check}/`))
  if (rules.length === 0 && !CHECKS.some(({ id }) => id === check)) {
    const checks = [...new Set(RULES.map(({ id }) => id.slice(0, id.indexOf('/'))))]
    throw new UsageError(
      `no check is called "${check.slice(0, 80)}"; ${hint(check, checks) ?? `there are ${checks.join(', ')}`}`,
    )
  }
  return { rules }
}

/** One rule with its examples. Takes `<check>/<rule>`, or the bare rule name when it is unique. Throws UsageError for an unknown one. */
export async function explainRule(_context: Context, { rule: name }: { rule: string }): Promise<RuleExplanation> {
  const rule = findRule(name)
  const examples = await loadExamples()
  return { rule, bad: examples[rule.id]?.bad, ok: examples[rule.id]?.ok }
}

function findRule(name: string): Rule {
  const [rule, other] = RULES.filter(({ id }) => id === name || id.endsWith(`/${name}`))
  if (rule !== undefined && other === undefined) return rule
  if (rule !== undefined && other !== undefined) {
    throw new UsageError(`more than one check has a rule "${name}": name it ${rule.id} or ${other.id}`)
  }
  const ids = RULES.map(({ id }) => id)
  const words = name.includes('/') ? ids : ids.map((id) => id.slice(id.indexOf('/') + 1))
  throw new UsageError(
    `no rule is called "${name.slice(0, 80)}"; ${hint(name, words) ?? '`maifady-mcp rules` lists all'}`,
  )
}

function hint(word: string, known: readonly string[]): string | undefined {
  const near = nearest(word, known)
  return near === undefined ? undefined : `did you mean "${near}"?`
}

type Examples = Record<string, Pick<RuleExplanation, 'bad' | 'ok'> | undefined>

/** The examples that the build takes from the folders that the tests run. */
async function loadExamples(): Promise<Examples> {
  return JSON.parse(await readFile(new URL('./rule-examples.json', import.meta.url), 'utf8')) as Examples
}
