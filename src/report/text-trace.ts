import type { StatementTrace, Trace } from '../checks/finding.ts'
import { type Effect, effectsOf } from './effects.ts'
import type { Look } from './look.ts'
import { cutTo, displayWidth, padTo, printable, wrap } from './printable.ts'

const TIME_WIDTH = 9
const WHAT_WIDTH = 'SHARE UPDATE EXCLUSIVE'.length

/** What each statement of a file did: the statement with its time, and under it what it did to existing tables. A bracket joins a transaction. */
export function textTrace({ path, engine, statements }: Trace, look: Look): string[] {
  const { paint, columns } = look
  const digits = Math.max(3, ...statements.map(({ start }) => String(start.line).length))
  const room = columns - digits - 3
  const effects = statements.map((each) => effectsOf(each, statements))
  const whereWidth = Math.min(28, Math.max(0, ...effects.flat().map(({ where }) => displayWidth(printable(where)))))
  const lines = [`${paint.bold(printable(path))}  ${paint.dim(engine)}`]
  for (const [index, statement] of statements.entries()) {
    const [head, rest] = bracket(statements, index)
    const number = paint.dim(String(statement.start.line).padStart(digits))
    lines.push(`${number} ${paint.dim(head)} ${textStatement(statement, room, look)}`)
    const margin = `${' '.repeat(digits)} ${paint.dim(rest)}   `
    const under = [
      ...(effects[index] ?? []).map((effect) => textEffect(effect, { room: room - 2, whereWidth }, look)),
      ...troubleOf(statement, room - 2).map((line) => paint.red(line)),
    ]
    lines.push(...under.map((line) => `${margin}${line}`.trimEnd()))
  }
  return lines
}

/** The marks before a statement and before what is under it, so that a transaction of several statements hangs together. */
function bracket(statements: readonly StatementTrace[], index: number): [string, string] {
  const own = statements[index]?.transaction ?? null
  if (own === null) return [' ', ' ']
  const before = statements[index - 1]?.transaction === own
  const after = statements[index + 1]?.transaction === own
  if (before && after) return ['│', '│']
  if (after) return ['┌', '│']
  return before ? ['└', ' '] : [' ', ' ']
}

function textStatement({ outcome, ms, sql: raw }: StatementTrace, room: number, { paint }: Look): string {
  const width = room - TIME_WIDTH - 1
  const sql = padTo(cutTo(printable(raw.replace(/\s+/g, ' ')), width), width)
  if (outcome === 'executed') return `${sql} ${paint.dim(milliseconds(ms).padStart(TIME_WIDTH))}`
  const words = { failed: 'failed', refused: 'refused', 'not-run': 'not run' } as const
  const color = outcome === 'not-run' ? paint.yellow : paint.red
  return `${sql} ${color(words[outcome].padStart(TIME_WIDTH))}`
}

function textEffect(
  effect: Effect,
  { room, whereWidth }: { room: number; whereWidth: number },
  { paint }: Look,
): string {
  const color = { heavy: paint.red, medium: paint.yellow, light: paint.dim }[effect.weight]
  const where = padTo(printable(effect.where), whereWidth)
  const left = Math.max(24, room - WHAT_WIDTH - displayWidth(where) - 4)
  return `${color(effect.what.padEnd(WHAT_WIDTH))}  ${where}  ${paint.dim(cutTo(printable(effect.meaning), left))}`
}

function troubleOf({ outcome, error }: StatementTrace, columns: number): string[] {
  if (error === undefined || outcome === 'executed') return []
  return wrap(error.code === '' ? error.message : `${error.code}: ${error.message}`, columns)
}

function milliseconds(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`
  return `${ms >= 10 ? Math.round(ms) : ms.toFixed(1)} ms`
}
