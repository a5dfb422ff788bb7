import type { Finding, Rule } from '../checks/finding.ts'
import type { Look } from './look.ts'
import { cutTo, displayWidth, printable, wrap } from './printable.ts'

/** How a finding is known, in a word a reader understands without the manual. */
const BASIS = { executed: 'seen running', parsed: 'parsed', pattern: 'looks like' } as const

/**
 * One finding: what, where, the source with the place marked, how it is known, what to do.
 * `rule` gives its general advice, once a report.
 */
export function textFinding(finding: Finding, look: Look, rule?: Rule): string[] {
  const { paint, columns } = look
  const { severity, path, start } = finding
  const color = look.severity[severity]
  const digits = String(start.line + finding.excerpt.split('\n').length - 1).length
  const gutter = ' '.repeat(digits + 1)
  const place = `${printable(path)}:${start.line}:${start.column}`
  const said = wrap(finding.message, columns - 2)
  const note = (label: string, text: string): string[] =>
    wrap(text, Math.max(20, columns - gutter.length - label.length - 4)).map((line, index) =>
      index === 0
        ? `${gutter} ${paint.blue('=')} ${paint.bold(`${label}:`)} ${line}`
        : `${gutter}   ${' '.repeat(label.length + 1)} ${line}`,
    )
  const mend = finding.fix?.description ?? rule?.fix
  return [
    `${color(paint.bold(severity))}${paint.dim('[')}${color(finding.rule)}${paint.dim(']')}`,
    ...said.map((line) => `  ${paint.bold(line)}`),
    `${gutter} ${paint.blue('┌─')} ${place}`,
    ...excerptOf(finding, look, digits),
    ...note(BASIS[finding.basis], finding.evidence ?? WITHOUT_EVIDENCE[finding.basis]),
    ...(mend === undefined ? [] : note('instead', mend)),
  ]
}

const WITHOUT_EVIDENCE = {
  executed: 'the statement ran on the engine',
  parsed: "read from the parser's tree",
  pattern: 'a heuristic; look before you change anything',
} as const

function excerptOf(
  { excerpt, severity, start, end }: Finding,
  { paint, columns, severity: colors }: Look,
  digits: number,
): string[] {
  if (excerpt === '') return []
  const bar = paint.blue('│')
  const lines = excerpt.split('\n')
  const room = columns - digits - 4
  const shown = lines.map((line, index) => {
    const number = paint.blue(String(start.line + index).padStart(digits + 1))
    return `${number} ${bar} ${cutTo(printable(line), room)}`
  })
  const first = lines[0] ?? ''
  const from = displayWidth(printable(first.slice(0, start.column - 1)))
  const to = displayWidth(printable(start.line === end.line ? first.slice(0, end.column - 1) : first.trimEnd()))
  const empty = `${' '.repeat(digits + 1)} ${bar}`
  if (from < room) {
    const carets = '^'.repeat(Math.max(1, Math.min(to, room) - from))
    shown.splice(1, 0, `${empty} ${' '.repeat(from)}${colors[severity](carets)}`)
  }
  const more = end.line - start.line + 1 - lines.length
  if (more > 0) shown.push(`${empty} ${paint.dim(`… ${more} more ${more === 1 ? 'line' : 'lines'}`)}`)
  return [empty, ...shown, empty]
}
