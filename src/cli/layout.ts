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

/** Text of an agent or a file, without what would steer a terminal. */
export function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are the characters to be taken out
  return text.replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g, '')
}

/** Breaks text into lines of at most `width` columns, at spaces where there are any. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of printable(text).split(/\s+/).filter(Boolean)) {
    if (line !== '' && columns(line) + 1 + columns(word) > width) {
      lines.push(line)
      line = ''
    }
    line = line === '' ? word : `${line} ${word}`
    while (columns(line) > width) {
      const head = cut(line, width)
      lines.push(head)
      line = line.slice(head.length)
    }
  }
  if (line !== '') lines.push(line)
  return lines
}

/** The text and spaces up to `width` columns; a longer text stays whole. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)))
}

/** Rows as columns that stand under each other; the last column is wrapped under itself. Without a trailing line end. */
export function table(rows: readonly (readonly string[])[], width: number): string {
  const last = Math.max(0, ...rows.map((row) => row.length - 1))
  const widths = Array.from({ length: last }, (_, column) =>
    Math.max(0, ...rows.map((row) => columns(row[column] ?? ''))),
  )
  const indent = widths.reduce((sum, each) => sum + each + 2, 0)
  return rows
    .flatMap((row) => {
      const head = widths.map((each, column) => pad(printable(row[column] ?? ''), each + 2)).join('')
      const [first = '', ...rest] = wrap(row[last] ?? '', Math.max(20, width - indent))
      return [`${head}${first}`.trimEnd(), ...rest.map((line) => ' '.repeat(indent) + line)]
    })
    .join('\n')
}

/** Columns that a text takes in a terminal: two for East Asian wide characters, none for combining marks. */
export function columns(text: string): number {
  // oxlint-disable-next-line no-control-regex -- ASCII, which is nearly all of it, needs no tables
  if (/^[\u0000-\u007F]*$/.test(text)) return text.length
  let sum = 0
  for (const character of text) sum += /\p{M}/u.test(character) ? 0 : WIDE.test(character) ? 2 : 1
  return sum
}

const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u

function cut(text: string, width: number): string {
  let head = ''
  let sum = 0
  for (const character of text) {
    sum += columns(character)
    if (sum > width && head !== '') break
    head += character
  }
  return head
}
