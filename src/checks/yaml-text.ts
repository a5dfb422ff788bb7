import { isAlias, isMap, isScalar, isSeq, LineCounter, Lexer, CST, parseDocument } from 'yaml'
import type { Document, Node, Pair } from 'yaml'
import { readYaml } from '../read-yaml.ts'
import type { Source } from './check.ts'

export interface Range {
  start: number
  end: number
}

/** A piece of YAML in a file; all offsets are into the file's text. */
export interface YamlText extends Range {
  source: Source
  /** Undefined when there is an error. */
  value: unknown
  error?: Range & { message: string }
  comments: readonly (Range & { text: string })[]
  /** What the shape of its kind has against the value; filled by who knows the kind. */
  issues: readonly Issue[]
  /** The value at a path of keys and indices, or the nearest parent that exists. */
  rangeOf(path: readonly PropertyKey[]): Range
  /** The key at the end of a path; the value's range for an item of a list. */
  keyRangeOf(path: readonly PropertyKey[]): Range
}

export interface Issue {
  kind: 'missing' | 'unknown' | 'wrong'
  path: readonly PropertyKey[]
  /** What is wrong, or what to do about an unknown key. */
  message: string
}

export interface YamlLimits {
  /** Characters; longer ones are not parsed. */
  length: number
  /** How often anchors may be used, counted as `yaml` does: what an alias holds counts as well. */
  aliases: number
}

const SHORT: YamlLimits = { length: 64 * 1024, aliases: 0 }

/** Reads `source.text.slice(start, end)`. Never throws. */
export function readYamlText(
  source: Source,
  start: number,
  end: number,
  { length, aliases }: YamlLimits = SHORT,
): YamlText {
  const text = source.text.slice(start, end)
  const whole = { start, end }
  const broken = (message: string, range: Range = whole): YamlText => ({
    ...whole,
    source,
    value: undefined,
    error: { ...range, message },
    comments: [],
    issues: [],
    rangeOf: () => whole,
    keyRangeOf: () => whole,
  })
  if (text.length > length) return broken(`the YAML has ${text.length} characters; more than ${length} are not read`)
  const { value, error } = readYaml(text, { aliases })
  if (error !== undefined) {
    const from = start + lineStart(text, error.line)
    const to = source.text.indexOf('\n', from)
    return broken(error.message, { start: from, end: to === -1 || to > end ? end : to })
  }
  // Read a second time, for the places: readYaml has seen to it that this cannot blow up.
  const document = parseDocument(text, { lineCounter: new LineCounter(), logLevel: 'silent' })
  const shift = ([from, to]: [number, number, ...number[]]): Range => ({
    start: start + from,
    end: start + from + text.slice(from, to).trimEnd().length,
  })
  return {
    ...whole,
    source,
    value,
    comments: readComments(text).map((each) => ({ ...each, start: each.start + start, end: each.end + start })),
    issues: [],
    rangeOf: (path) => {
      const { node, key } = walk(document, path)
      return shift(node?.range ?? key?.range ?? [0, text.length])
    },
    keyRangeOf: (path) => {
      const { node, key } = walk(document, path)
      return shift(key?.range ?? node?.range ?? [0, text.length])
    },
  }
}

/** Follows a path as far as it goes. */
function walk(document: Document, path: readonly PropertyKey[]): { node: Node | undefined; key: Node | undefined } {
  let node: Node | undefined = document.contents ?? undefined
  let key: Node | undefined
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document) as Node | undefined
    if (isMap(node)) {
      const pair = (node.items as Pair<Node, Node | null>[]).find(
        (each) => isScalar(each.key) && each.key.value === step,
      )
      if (pair === undefined) break
      key = pair.key
      node = pair.value ?? pair.key
    } else if (isSeq(node)) {
      const item = node.items[Number(step)] as Node | undefined
      if (item === undefined) break
      key = undefined
      node = item
    } else break
  }
  return { node, key }
}

function readComments(text: string): (Range & { text: string })[] {
  const comments: (Range & { text: string })[] = []
  let offset = 0
  for (const token of new Lexer().lex(text)) {
    // Marks that the lexer puts between the pieces of the source and that are not in it.
    if (token === CST.DOCUMENT || token === CST.FLOW_END || token === CST.SCALAR) continue
    if (token.startsWith('#') && CST.tokenType(token) === 'comment') {
      comments.push({ start: offset, end: offset + token.length, text: token })
    }
    offset += token.length
  }
  return comments
}

function lineStart(text: string, line: number): number {
  let offset = 0
  for (let current = 1; current < line; current++) {
    const next = text.indexOf('\n', offset)
    if (next === -1) return offset
    offset = next + 1
  }
  return offset
}
