import type { Finding, NotChecked, Report, Severity } from '../checks/finding.ts'
import { printable } from './printable.ts'

const COMMAND: Record<Severity, string> = { error: 'error', warning: 'warning', note: 'notice' }

/** Workflow commands that GitHub turns into annotations on the lines of a pull request. */
export function reportGithub({ findings, notChecked, remarks = [] }: Report): string {
  const said = remarks.map((text) => command('warning', { title: 'maifady-mcp' }, text))
  return [...findings.map(annotate), ...notChecked.map(annotateNotChecked), ...said].map((line) => `${line}\n`).join('')
}

function annotate({ severity, path, start, end, rule, message, fix }: Finding): string {
  const place = { file: path, line: start.line, endLine: end.line }
  // Columns are only understood within one line.
  const columns = start.line === end.line ? { col: start.column, endColumn: end.column } : {}
  const text = fix === undefined ? message : `${message}\n${fix.description}`
  return command(COMMAND[severity], { ...place, ...columns, title: rule }, text)
}

function annotateNotChecked({ path, check, reason, remedy }: NotChecked): string {
  return command(
    'warning',
    { file: path, title: check === '' ? 'not checked' : `not checked: ${check}` },
    `${reason}; ${remedy}`,
  )
}

function command(name: string, properties: Record<string, string | number>, text: string): string {
  const said = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`)
  return `::${name} ${said.join(',')}::${escapeData(text)}`
}

/** As the runner reads it back: a line break would end the command and begin another. */
function escapeData(text: string): string {
  const lines = text.split(/\r\n|\n|\r/).map(printable)
  return lines.join('\n').replaceAll('%', '%25').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
