import type { Locator } from './locate.ts'

/** A stretch of a text, by offsets. */
export interface Range {
  start: number
  end: number
}

/** A comment that says `maifady: ignore <rule>[, <rule>] — <reason>`. */
export interface Suppression extends Range {
  rules: string[]
  /** Empty when it gives none; then it has no effect. */
  reason: string
  /** What it covers; undefined for the whole file (`ignore-file`). */
  covers: Range | undefined
}

const DIRECTIVE = /maifady:\s*(ignore-file|ignore)(?![\w-])[ \t]*([^\r\n]{0,500})/
/** Names, then a dash (`—`, `–`, or `--` after a space) or a colon, then the reason. */
const PARTS = /^([\w/,\s-]*?)(?:\s*[—–:]|\s--(?=\s))\s*(.*)$/

/** Reads a comment as a suppression; undefined when it is none. */
export function readSuppression(
  comment: Range & { text: string },
  surroundings: Surroundings,
): Suppression | undefined {
  const match = DIRECTIVE.exec(comment.text)
  if (match === null) return undefined
  const said = (match[2] ?? '').replace(/(\*\/|-->)\s*$/, '').trim()
  const [, names = said, reason = ''] = PARTS.exec(said) ?? []
  return {
    start: comment.start,
    end: comment.end,
    rules: names.split(/[\s,]+/).filter((name) => name !== ''),
    reason: reason.trim(),
    covers: match[1] === 'ignore-file' ? undefined : coveredBy(comment, surroundings),
  }
}

/** What of a source is needed to know which code a comment speaks of. */
export interface Surroundings {
  text: string
  locator: Locator
  /** All comments of the source. */
  comments: readonly Range[]
  /** Statements, sections: what is suppressed as a whole. */
  blocks: readonly Range[]
}

/** The block or line of the code before the comment on its line, or else of the next code after it. */
function coveredBy(comment: Range, { text, locator, comments, blocks }: Surroundings): Range {
  const nextCode = (from: number): number => {
    const code = from + Math.max(0, text.slice(from).search(/\S|$/))
    const over = comments.find(({ start, end }) => start <= code && code < end)
    return over === undefined ? code : nextCode(over.end)
  }
  const { lineStart, position } = locator
  const before = nextCode(lineStart(position(comment.start).line))
  const code = before < comment.start ? before : nextCode(comment.end)
  const { line } = position(code)
  return (
    blocks.find(({ start, end }) => start <= code && code < end) ?? { start: lineStart(line), end: lineStart(line + 1) }
  )
}
