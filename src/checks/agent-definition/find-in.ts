import type { Range } from '../yaml-text.ts'

/** All matches of a global pattern between two offsets. */
export function* matches(
  text: string,
  pattern: RegExp,
  start = 0,
  end: number = text.length,
): Generator<Range & { text: string }> {
  const slice = start === 0 && end === text.length ? text : text.slice(start, end)
  for (const match of slice.matchAll(pattern)) {
    if (match[0] === '') continue
    yield { start: start + match.index, end: start + match.index + match[0].length, text: match[0] }
  }
}
