import type { Position } from './finding.ts'

const EXCERPT_LINES = 6
const EXCERPT_WIDTH = 240

/** Turns offsets into a text into lines and columns; made once for each text. Lines end at LF, CRLF or CR. */
export interface Locator {
  position: (offset: number) => Position
  /** Offset at which a line starts; lines count from 1. */
  lineStart: (line: number) => number
  /** A line without its end. */
  line: (line: number) => string
  /** Number of lines, at least 1. */
  lines: number
  /** The lines from start to end, cut for showing. */
  excerpt: (start: Position, end: Position) => string
}

export function makeLocator(text: string): Locator {
  const starts = [0]
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length)
  const lineStart = (line: number): number => starts[line - 1] ?? text.length
  const line = (number: number): string => text.slice(lineStart(number), lineStart(number + 1)).replace(/[\r\n]+$/, '')
  return {
    lines: starts.length,
    lineStart,
    line,
    position(offset) {
      const wanted = Math.max(0, Math.min(offset, text.length))
      let low = 0
      let high = starts.length - 1
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if ((starts[middle] ?? 0) <= wanted) low = middle
        else high = middle - 1
      }
      return { line: low + 1, column: wanted - (starts[low] ?? 0) + 1 }
    },
    excerpt(start, end) {
      const last = Math.min(end.line, start.line + EXCERPT_LINES - 1, starts.length)
      const count = Math.max(1, last - start.line + 1)
      return Array.from({ length: count }, (_, index) => cut(line(start.line + index))).join('\n')
    },
  }
}

const cut = (line: string): string => (line.length > EXCERPT_WIDTH ? `${line.slice(0, EXCERPT_WIDTH)}…` : line)
