import pc from 'picocolors'
import type { NotChecked, Report, Rule } from '../checks/finding.ts'
import type { Look } from './look.ts'
import { printable, wrap } from './printable.ts'
import { plural, tally } from './tally.ts'
import { textFinding } from './text-finding.ts'
import { textTrace } from './text-trace.ts'

export interface TextOptions {
  /** All rules there are, for the advice of those that are broken. */
  rules: readonly Rule[]
  color: boolean
  /** Columns of the terminal; 80 when it is not known. */
  width?: number | undefined
}

/** So many traces are shown whole; beyond that only those of files with findings. */
const TRACES_SHOWN = 12
const PATHS_SHOWN = 8

/** The report for people. What matters most comes last, where the terminal ends: what ran, what was found, what was not checked, the sum. */
export function reportText(report: Report, { rules, color, width = 80 }: TextOptions): string {
  const paint = pc.createColors(color)
  const look: Look = {
    paint,
    columns: Math.max(40, Math.min(width, 120)),
    severity: { error: paint.red, warning: paint.yellow, note: paint.cyan },
  }
  const blocks = [
    ...traces(report, look),
    ...findings(report, rules, look),
    ...notChecked(report, look),
    ...remarks(report, look),
    summary(report, look),
  ]
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`
}

function traces({ traces: all = [], findings: found }: Report, look: Look): string[][] {
  const broken = new Set(found.map(({ path }) => path))
  const shown = all.length <= TRACES_SHOWN ? all : all.filter(({ path }) => broken.has(path))
  const blocks = shown.map((trace) => textTrace(trace, look))
  const left = all.length - shown.length
  if (left > 0)
    blocks.push([look.paint.dim(`${plural(left, 'more file')} ran without findings; --format json has their traces.`)])
  return blocks
}

/** Each finding; the general advice of a rule only where it is broken first. */
function findings({ findings: found }: Report, rules: readonly Rule[], look: Look): string[][] {
  const advised = new Set<string>()
  return found.map((finding) => {
    const rule = advised.has(finding.rule) ? undefined : rules.find(({ id }) => id === finding.rule)
    advised.add(finding.rule)
    return textFinding(finding, look, rule)
  })
}

/** What was not checked, by reason. */
function notChecked({ notChecked: missed }: Report, { paint, columns }: Look): string[][] {
  const groups = new Map<string, NotChecked[]>()
  for (const each of missed) {
    const key = JSON.stringify([each.check, each.reason, each.remedy])
    groups.set(key, [...(groups.get(key) ?? []), each])
  }
  return [...groups.values()].map((group) => {
    const { check, reason, remedy } = group[0] as NotChecked
    const paths = group.slice(0, PATHS_SHOWN).map(({ path }) => `  ${printable(path)}`)
    const left = group.length - paths.length
    return [
      `${paint.magenta(paint.bold('not checked'))}${check === '' ? '' : ` ${paint.dim('by')} ${check}`}`,
      ...paths,
      ...(left > 0 ? [paint.dim(`  … and ${plural(left, 'more file')}`)] : []),
      ...wrap(reason, columns - 4).map((line) => `    ${line}`),
      ...wrap(remedy, columns - 6).map((line, index) => `    ${index === 0 ? paint.bold('→') : ' '} ${line}`),
    ]
  })
}

function remarks({ remarks: all = [] }: Report, { paint, columns }: Look): string[][] {
  return all.map((each) =>
    wrap(each, columns - 8).map(
      (line, index) => `${index === 0 ? paint.yellow(paint.bold('remark')) : '      '}  ${line}`,
    ),
  )
}

function summary(report: Report, { paint, severity, columns }: Look): string[] {
  const { findings: found, files, notChecked: missed, suppressed, statementsExecuted } = tally(report)
  const counted = (['error', 'warning', 'note'] as const).flatMap((level) =>
    found[level] === 0 ? [] : [severity[level](plural(found[level], level))],
  )
  const clean = missed === 0 ? paint.green('no findings') : 'no findings'
  const parts = [
    `${counted.length === 0 ? clean : counted.join(', ')} in ${plural(files, 'checked file')}`,
    ...(statementsExecuted === 0 ? [] : [`${plural(statementsExecuted, 'statement')} executed`]),
    ...(missed === 0 ? [] : [paint.magenta(`${plural(missed, 'file')} not checked`)]),
    ...(suppressed === 0 ? [] : [paint.dim(`${suppressed} suppressed`)]),
  ]
  const first = report.findings[0]
  const explain = first === undefined ? [] : [paint.dim(`More on a rule: maifady-mcp explain ${first.rule}`)]
  return [paint.dim('─'.repeat(columns)), parts.join(paint.dim(' · ')), ...explain]
}
