import { nearest } from '../nearest.ts'
import type { CheckOutput, RawFinding, Source } from './check.ts'
import { makeLocator } from './locate.ts'
import { type Suppression, readSuppression } from './read-suppression.ts'

/** A suppression in its file, and the rules it has taken something out for. */
type Placed = Suppression & { path: string; used: Set<string> }

export interface Parted {
  kept: RawFinding[]
  suppressed: { raw: RawFinding; reason: string }[]
}

export interface RuleNames {
  /** Ids of the rules of every check. */
  all: readonly string[]
  /** Whether a rule is looked for here: it is this check's and the settings do not switch it off. */
  active: (id: string) => boolean
}

/** Parts the findings of a check by the suppressions in the comments, and adds findings on suppressions that are wrong. Pure. */
export function applySuppressions(sources: readonly Source[], output: CheckOutput, rules: RuleNames): Parted {
  const suppressions = sources.filter(({ report }) => report).flatMap((source) => suppressionsOf(source, output))
  const parted: Parted = { kept: [], suppressed: [] }
  for (const raw of output.findings) {
    const by = suppressions.find((each) => takesOut(each, raw))
    if (by === undefined) parted.kept.push(raw)
    else parted.suppressed.push({ raw, reason: by.reason })
  }
  const notChecked = new Set(output.notChecked.map(({ path }) => path))
  for (const each of suppressions) {
    parted.kept.push(...judge(each, rules, notChecked.has(each.path)))
  }
  return parted
}

function suppressionsOf({ path, text }: Source, output: CheckOutput): Placed[] {
  const comments = (output.comments ?? []).filter((each) => each.path === path)
  const speaking = comments.filter((comment) => comment.text.includes('maifady:'))
  if (speaking.length === 0) return []
  const blocks = (output.blocks ?? []).filter((each) => each.path === path)
  const surroundings = { text, locator: makeLocator(text), comments, blocks }
  return speaking.flatMap((comment) => {
    const suppression = readSuppression(comment, surroundings)
    return suppression === undefined ? [] : [{ ...suppression, path, used: new Set<string>() }]
  })
}

function takesOut({ path, covers, rules, reason, used }: Placed, raw: RawFinding): boolean {
  const rule = rules.find((name) => raw.rule === name || raw.rule.endsWith(`/${name}`))
  if (raw.path !== path || rule === undefined || reason === '') return false
  if (covers !== undefined && (raw.start < covers.start || raw.start >= covers.end)) return false
  used.add(rule)
  return true
}

/** What is wrong with one suppression. In a file that was not wholly checked, nothing can be said of its use. */
function judge({ rules, reason, used, ...place }: Placed, { all, active }: RuleNames, partly: boolean): RawFinding[] {
  const finding = (rule: string, message: string): RawFinding => {
    const { path, start, end } = place
    return { rule: `suppression/${rule}`, path, message, start, end, basis: 'parsed' }
  }
  if (rules.length === 0) return [finding('unknown-rule', 'This suppression names no rule, so it has no effect.')]
  const findings: RawFinding[] = []
  if (reason === '')
    findings.push(finding('no-reason', `This suppression of ${rules.join(', ')} gives no reason, so it has no effect.`))
  for (const name of rules) {
    const ids = all.filter((id) => id === name || id.endsWith(`/${name}`))
    if (ids.length === 0) {
      const word = nearest(name, name.includes('/') ? all : all.map((id) => id.slice(id.indexOf('/') + 1)))
      findings.push(
        finding('unknown-rule', `No rule is called "${name}".${word === undefined ? '' : ` Did you mean "${word}"?`}`),
      )
    } else if (reason !== '' && !used.has(name) && !partly && ids.some(active)) {
      findings.push(finding('unused', `Nothing here breaks ${name}, so this suppression has no effect.`))
    }
  }
  return findings
}
