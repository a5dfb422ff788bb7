import { displayWidth, padTo, printable, wrap } from '../report/printable.ts'
import { terminalOf } from './streams.ts'

/** How text is laid out for whoever reads it. */
export interface Look {
  /** Columns of the terminal; 100 when the output is none. */
  width: number
  colour: boolean
  paint: Paint
}

type Paint = Record<'bold' | 'dim' | 'red' | 'green' | 'yellow', (text: string) => string>

const plain = (text: string): string => text
const PLAIN: Paint = { bold: plain, dim: plain, red: plain, green: plain, yellow: plain }

/** Colour only on a terminal: NO_COLOR takes it away, FORCE_COLOR brings it elsewhere. */
export async function lookOf(
  stream: 'stdout' | 'stderr',
  env: Readonly<Record<string, string | undefined>>,
): Promise<Look> {
  const { isTTY, columns } = await terminalOf(stream)
  const { NO_COLOR: none, FORCE_COLOR: forced, TERM: terminal } = env
  const wanted = forced === undefined ? isTTY && terminal !== 'dumb' : forced !== '0' && forced !== 'false'
  const colour = wanted && !none
  const paint = colour ? (await import('picocolors')).default.createColors(true) : PLAIN
  return { width: Math.max(40, columns ?? 100), colour, paint }
}

/** Markdown and other text of several lines, without what would steer a terminal. */
export function printableLines(text: string): string {
  return text.replaceAll('\r\n', '\n').split('\n').map(printable).join('\n')
}

/** Rows as columns that stand under each other; the last column is wrapped under itself. Without a trailing line end. */
export function table(rows: readonly (readonly string[])[], width: number): string {
  const last = Math.max(0, ...rows.map((row) => row.length - 1))
  const widths = Array.from({ length: last }, (_, column) =>
    Math.max(0, ...rows.map((row) => displayWidth(printable(row[column] ?? '')))),
  )
  const indent = widths.reduce((sum, each) => sum + each + 2, 0)
  return rows
    .flatMap((row) => {
      const head = widths.map((each, column) => padTo(printable(row[column] ?? ''), each + 2)).join('')
      const [first = '', ...rest] = wrap(row[last] ?? '', Math.max(20, width - indent))
      return [`${head}${first}`.trimEnd(), ...rest.map((line) => ' '.repeat(indent) + line)]
    })
    .join('\n')
}
