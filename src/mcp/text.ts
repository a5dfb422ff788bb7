/**
 * Most characters that one answer may have as a JSON string: Cline cuts the middle out of a tool result beyond 8,000
 * serialised characters, Codex beyond about 12,000. The difference is room for the line that says where the rest is.
 */
export const ANSWER_LIMIT = 7_800

/** How long the value is on the wire. */
export const wireLength = (value: unknown): number => JSON.stringify(value)?.length ?? 0

/** `text`, or as many of its whole lines as fit into `limit` serialised characters, then the note. */
export function fitText(text: string, limit: number, note: string): string {
  if (wireLength(text) <= limit) return text
  return `${takeLines(text, limit - wireLength(note) - 2).head}\n${note}`
}

/** The pages of a text, each at most `limit` serialised characters long. Cut between lines; a line that is longer than a page is cut where it must. */
export function paginate(text: string, limit: number): string[] {
  const pages: string[] = []
  for (let rest = text; rest !== '';) {
    const { head, tail } = takeLines(rest, limit)
    pages.push(head)
    rest = tail
  }
  return pages.length === 0 ? [''] : pages
}

function takeLines(text: string, limit: number): { head: string; tail: string } {
  if (wireLength(text) <= limit) return { head: text, tail: '' }
  let used = 2
  let end = 0
  let lineEnd = 0
  for (const character of text) {
    used += wireLength(character) - 2
    if (used > limit) break
    end += character.length
    if (character === '\n') lineEnd = end
  }
  const cut = lineEnd === 0 ? Math.max(end, 1) : lineEnd
  return { head: text.slice(0, cut).replace(/\n$/, ''), tail: text.slice(cut) }
}

/** The first `limit` characters in one line. */
export function oneLine(text: string, limit = 200): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line
}
