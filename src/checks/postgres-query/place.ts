import type { Node } from '@pgsql/types'
import type { Range } from '../postgres-migration/parse.ts'

/** The part of a text that a node stands for, from its first token to its last; undefined when its tree does not say where it is. */
export function placeOf(node: Node | number | undefined, text: string): Range | undefined {
  const locations = typeof node === 'number' ? [node] : locationsIn(node)
  if (locations.length === 0) return undefined
  const start = locations.reduce((least, each) => Math.min(least, each))
  const last = locations.reduce((most, each) => Math.max(most, each))
  const end = last + (TOKEN.exec(text.slice(last, last + 500))?.[0].length ?? 0)
  return { start, end: closed(text, start, end) }
}

const TOKEN =
  /^(?:[eEbBxX]?'(?:[^']|'')*'|\$\w+|(?:"(?:[^"]|"")*"|[\w\u0080-\uffff]+)(?:\s*\.\s*(?:"(?:[^"]|"")*"|[\w\u0080-\uffff]+|\*))*|\S)/

function locationsIn(tree: unknown): number[] {
  const found: number[] = []
  const open = [tree]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const [key, value] of Object.entries(next as object)) {
      if (typeof value === 'object' && value !== null) open.push(value)
      else if (key === 'location' && typeof value === 'number' && value >= 0) found.push(value)
    }
  }
  return found
}

/** Goes on to the brackets that close what was opened. */
function closed(text: string, start: number, end: number): number {
  const inside = text.slice(start, end).replace(/'(?:[^']|'')*'/g, (string) => ' '.repeat(string.length))
  let open = inside.split('(').length - inside.split(')').length
  let at = end
  for (; open > 0; open -= 1) {
    const gap = /^\s*\)/.exec(text.slice(at, at + 200))?.[0].length
    if (gap === undefined) return at
    at += gap
  }
  return at
}
