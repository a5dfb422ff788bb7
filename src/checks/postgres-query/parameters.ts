import { scanTokens, type Token } from '../postgres-migration/parse.ts'

/** A text that the server's parser reads, and the way back into the one that stands in the file. */
export interface Rewritten {
  text: string
  /** Names by number, as the file gives them; `$1` where it has none. */
  parameters: string[]
  /** An index into the rewritten text as one into the file's. */
  original: (offset: number) => number
}

interface Edit {
  start: number
  end: number
  text: string
}

/**
 * Puts `$n` in the place of what drivers and tools fill in: `:name`, `@name`, `?`, `sqlc.arg(name)`, `sqlc.narg(name)`,
 * `sqlc.slice(name)`; and `t.*` in that of `sqlc.embed(t)`. The same name gets the same number. The JSON operator `?` stays, being told by
 * the operand before it.
 */
export function rewriteParameters(text: string): Rewritten {
  const unchanged = { text, parameters: [], original: (offset: number) => offset }
  if (!/[:@?]|sqlc\./.test(text)) return unchanged
  const tokens = scanTokens(text)
  if (tokens === undefined) return unchanged
  const numbers = new Map<string, number>()
  // Numbers that the file uses itself are not given again.
  const taken = Math.max(0, ...tokens.map((token) => Number(/^\$(\d{1,5})$/.exec(token.text)?.[1] ?? 0)))
  const edits: Edit[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const found = placeholderAt(tokens, at)
    if (found === undefined) continue
    const { name, start, end, keep = '' } = found
    if (found.text === undefined) {
      const key = name ?? `?${numbers.size}`
      const number = numbers.get(key) ?? taken + numbers.size + 1
      numbers.set(key, number)
      edits.push({ start, end, text: `${keep}$${number}` })
    } else edits.push({ start, end, text: found.text })
    while ((tokens[at + 1]?.start ?? end) < end) at += 1
  }
  return apply(text, edits, [...Array.from({ length: taken }, (_, index) => `$${index + 1}`), ...numbers.keys()])
}

interface Placeholder {
  /** Undefined for `?`, each of which is one of its own. */
  name?: string
  start: number
  end: number
  /** Of the token, what stays before the parameter. */
  keep?: string
  /** What to write instead of a parameter. */
  text?: string
}

function placeholderAt(tokens: readonly Token[], at: number): Placeholder | undefined {
  const token = tokens[at]
  const next = tokens[at + 1]
  if (token === undefined) return undefined
  const { text, start, end } = token
  const isName = next?.start === end && (next.kind === 'word' || next.kind === 'string')
  // `a[1:n]` is a slice.
  if (text === ':' && isName && (tokens[at - 1]?.end !== start || !isOperand(tokens[at - 1])))
    return { name: `:${next.text}`, start, end: next.end }
  if (/^(?:[<>!]?=)?@$/.test(text) && isName && next.kind === 'word')
    return { name: `@${next.text}`, start, end: next.end, keep: text.slice(0, -1) }
  if (/^(?:[<>!]?=|<>|<|>)?\?$/.test(text) && (text.length > 1 || !isOperand(tokens[at - 1])))
    return { start, end, keep: text.slice(0, -1) }
  return sqlcAt(tokens, at)
}

function sqlcAt(tokens: readonly Token[], at: number): Placeholder | undefined {
  const [sqlc, dot, what, open, name, close] = tokens.slice(at, at + 6)
  if (sqlc?.text !== 'sqlc' || dot?.text !== '.' || open?.text !== '(' || close?.text !== ')') return undefined
  const word = name?.text.replace(/^'|'$/g, '') ?? ''
  const place = { start: sqlc.start, end: close.end }
  if (what?.text === 'embed') return { ...place, text: `${word}.*` }
  return /^(?:arg|narg|slice)$/.test(what?.text ?? '') ? { ...place, name: `@${word}` } : undefined
}

/** Words of the grammar after which an operand stands, though they are not reserved. */
const BEFORE_OPERAND = /^(?:between|like|ilike|by|values|set)$/i

/** Whether a token ends an operand, so that what follows is an operator. */
function isOperand(token: Token | undefined): boolean {
  if (token === undefined) return false
  if (token.kind === 'other') return /^(?:[)\]]|[\d.].*|\$\d+)$/.test(token.text)
  return !token.reserved && !BEFORE_OPERAND.test(token.text)
}

function apply(text: string, edits: readonly Edit[], parameters: string[]): Rewritten {
  let rewritten = ''
  let from = 0
  // For each edit, where it begins and ends in the rewritten text.
  const places = edits.map((edit) => {
    rewritten += text.slice(from, edit.start)
    const start = rewritten.length
    rewritten += edit.text
    from = edit.end
    return { start, end: rewritten.length, edit }
  })
  rewritten += text.slice(from)
  return {
    text: rewritten,
    parameters,
    original(offset) {
      const last = places.findLast(({ start }) => start <= offset)
      if (last === undefined) return offset
      // Inside a parameter: its beginning; at its end and behind it: as far behind the original.
      return offset < last.end ? last.edit.start : last.edit.end + (offset - last.end)
    },
  }
}
