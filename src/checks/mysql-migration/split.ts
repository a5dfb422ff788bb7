/** A statement as the client sends it, and the text that a server of the target sees: comments that it executes are opened. */
export interface Piece {
  start: number
  end: number
  /** The same length as `end - start`. */
  text: string
}

export interface Split {
  pieces: Piece[]
  comments: { start: number; end: number; text: string }[]
  /** A quote or comment that never ends: nothing behind it is known. */
  problem?: { message: string; offset: number }
}

/** Whether the target executes a comment `/*!80013 … *\/`; `version` is 0 without a number. */
export type Executes = (mark: '!' | 'M!', version: number) => boolean

interface Token {
  kind: 'comment' | 'open' | 'close' | 'quoted' | 'delimiter' | 'word' | 'space' | 'other'
  start: number
  end: number
}

/**
 * Cuts a script at its delimiters the way the client `mysql` does: DELIMITER lines change them, quotes and comments hide them. A routine
 * written without DELIMITER (migration tools allow it) ends behind its last END.
 */
export function splitStatements(source: string, range: { start: number; end: number }, executes: Executes): Split {
  const split: Split = { pieces: [], comments: [] }
  const text = source.slice(0, range.end)
  let delimiter = ';'
  let body: Token[] = []
  let depth = 0
  let routine: boolean | undefined
  let previous = ''
  let opened = false
  const finish = (): void => {
    const piece = pieceOf(text, body)
    if (piece !== undefined) split.pieces.push(piece)
    body = []
    depth = 0
    routine = undefined
    previous = ''
  }
  let at = range.start
  while (at < text.length) {
    if (body.length === 0 && isLineStart(text, at)) {
      const line = /^[ \t]*DELIMITER[ \t]+(\S+)[^\n]*\n?/i.exec(text.slice(at, at + 200))
      if (line !== null) {
        delimiter = line[1] ?? ';'
        at += line[0].length
        continue
      }
    }
    const token = nextToken(text, at, { delimiter, opened, executes })
    if (token === undefined) {
      split.problem = { message: unended(text, at), offset: at }
      return split
    }
    at = token.end
    if (token.kind === 'comment') {
      split.comments.push({ start: token.start, end: token.end, text: text.slice(token.start, token.end) })
    } else if (token.kind === 'open' || token.kind === 'close') opened = token.kind === 'open'
    else if (token.kind === 'delimiter') {
      if (depth > 0 && delimiter === ';') body.push(token)
      else finish()
    } else if (token.kind !== 'space') {
      body.push(token)
      if (token.kind === 'word' && delimiter === ';') {
        const word = text.slice(token.start, token.end).toUpperCase()
        routine ??=
          word === 'CREATE' ? undefined : isRoutineWord(word) ? true : MAY_PRECEDE.has(word) ? undefined : false
        if (routine === true) depth += nesting(word, previous)
        previous = word
      }
    }
  }
  finish()
  return split
}

/** What may stand between CREATE and the kind of object. */
const MAY_PRECEDE = new Set(['OR', 'REPLACE', 'DEFINER', 'CURRENT_USER', 'AGGREGATE', 'IF', 'NOT', 'EXISTS'])
const isRoutineWord = (word: string): boolean => /^(?:PROCEDURE|FUNCTION|TRIGGER|EVENT)$/.test(word)

function nesting(word: string, previous: string): number {
  if (word === 'BEGIN' || (word === 'CASE' && previous !== 'END')) return 1
  // END IF, END LOOP, END WHILE, END REPEAT close what was not counted: take back what END took.
  if (previous === 'END' && /^(?:IF|LOOP|WHILE|REPEAT)$/.test(word)) return 1
  return word === 'END' ? -1 : 0
}

const isLineStart = (text: string, at: number): boolean => at === 0 || /[\n\r]/.test(text.charAt(at - 1))

/** From the first to the last token; what is between them and no token is blanked. */
function pieceOf(text: string, tokens: readonly Token[]): Piece | undefined {
  const first = tokens[0]
  const last = tokens.at(-1)
  if (first === undefined || last === undefined) return undefined
  const parts: string[] = []
  let at = first.start
  for (const { start, end } of tokens) {
    parts.push(text.slice(at, start).replace(/\S/g, ' '), text.slice(start, end))
    at = end
  }
  return { start: first.start, end: last.end, text: parts.join('') }
}

const SPACE = /\s+/y
const WORD = /[\p{L}\p{N}_$@]+/uy
/** `-- ` needs the space, unlike in standard SQL. */
const LINE_COMMENT = /(?:#|--(?=[\s]|$))[^\n]*/y
const OPEN = /\/\*(M?!)(\d{5,6})?/y

/** undefined for a quote or comment without an end. */
function nextToken(
  text: string,
  start: number,
  { delimiter, opened, executes }: { delimiter: string; opened: boolean; executes: Executes },
): Token | undefined {
  if (text.startsWith(delimiter, start)) return { kind: 'delimiter', start, end: start + delimiter.length }
  if (opened && text.startsWith('*/', start)) return { kind: 'close', start, end: start + 2 }
  const open = match(OPEN, text, start)
  if (open !== undefined && executes(open[1] === 'M!' ? 'M!' : '!', Number(open[2] ?? 0)))
    return { kind: 'open', start, end: start + open[0].length }
  // An optimizer hint stays in the statement; the grammar reads it.
  if (text.startsWith('/*', start)) {
    const end = text.indexOf('*/', start + 2)
    return end === -1 ? undefined : { kind: 'comment', start, end: end + 2 }
  }
  for (const [kind, pattern] of [
    ['space', SPACE],
    ['comment', LINE_COMMENT],
    ['word', WORD],
  ] as const) {
    const found = match(pattern, text, start)
    if (found !== undefined) return { kind, start, end: start + found[0].length }
  }
  const quote = text.charAt(start)
  if (!/['"`]/.test(quote)) return { kind: 'other', start, end: start + 1 }
  const end = endOfQuote(text, start, quote)
  return end === undefined ? undefined : { kind: 'quoted', start, end }
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at
  return pattern.exec(text) ?? undefined
}

/** Behind the closing quote. A doubled quote is one of the text; so is one behind a backslash, except in backticks. */
function endOfQuote(text: string, start: number, quote: string): number | undefined {
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '\\' && quote !== '`') at++
    else if (character === quote) {
      if (text.charAt(at + 1) !== quote) return at + 1
      at++
    }
  }
  return undefined
}

function unended(text: string, at: number): string {
  if (text.startsWith('/*', at)) return 'a comment is opened here and never closed'
  return `a ${text.charAt(at) === '`' ? 'name' : 'string'} is opened here with ${text.charAt(at)} and never closed`
}
