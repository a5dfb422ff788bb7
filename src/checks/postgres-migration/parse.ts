import { createRequire } from 'node:module'
import type { Node } from '@pgsql/types'
import type * as PgQuery from 'libpg-query'
import { byteIndex, characterIndex, deeperThan, moveOffsets } from './parse/offsets.ts'
import type { ToIndex } from './parse/offsets.ts'
import { explainSyntaxError } from './parse/problem.ts'
import type { Problem } from './parse/problem.ts'

export interface ParsedStatement {
  /** The node's type, e.g. `AlterTableStmt`. */
  kind: string
  /** Each `location` in it is an index into the text, as `start` and `end` are. */
  node: Node
  start: number
  end: number
  text: string
}

export interface Comment {
  start: number
  end: number
  text: string
}

export interface ParsedSql {
  /** Empty when there is a problem: the parser reads a whole file or nothing. */
  statements: ParsedStatement[]
  comments: Comment[]
  problem?: Problem
}

/** Characters. Parsing takes about 0.7 s a million characters. */
const maxLength = 4_000_000
/** Levels of a parse tree; a chain of n operators is 2n deep. Deeper ones overflow the stack of whoever walks them. */
const maxDepth = 2_000

let parser: typeof PgQuery | undefined
/** The parser was left in the middle of its work: its own stack is not unwound, after some 25 times none is left. */
let crashed = false

/**
 * Loads the server's parser (PostgreSQL 18, as WebAssembly), or a fresh copy of it after a crash. To be awaited before
 * `parseSql`, once a run.
 */
export async function loadParser(): Promise<void> {
  if (parser !== undefined && !crashed) return
  // `require`, because an ES module cannot be loaded a second time.
  const require = createRequire(import.meta.url)
  for (const path of Object.keys(require.cache)) {
    if (/[\\/]libpg-query[\\/]/.test(path)) delete require.cache[path]
  }
  const loaded = require('libpg-query') as typeof PgQuery
  await loaded.loadModule()
  parser = loaded
  crashed = false
}

/** A part of a text, as indices. */
export interface Range {
  start: number
  end: number
}

/**
 * Reads a script, or one part of it, with the server's own parser. All offsets, also those in the trees, are indices
 * into the whole text; the comments are those of the whole text.
 */
export function parseSql(text: string, part: Range = { start: 0, end: text.length }): ParsedSql {
  if (parser === undefined) throw new Error('loadParser() was not awaited')
  const unreadable = notText(text)
  if (unreadable !== undefined) return { statements: [], comments: [], problem: unreadable }
  // A byte-order mark is no SQL; a space in its place keeps every offset.
  const whole = text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text
  const sql = blank(whole.slice(0, part.start)) + whole.slice(part.start, part.end) + blank(whole.slice(part.end))
  const toIndex = byteIndex(sql)
  const comments = scanComments(parser, whole) ?? scanComments(parser, sql) ?? []
  if (sql.trim() === '') return { statements: [], comments }
  try {
    return { statements: readStatements(parser.parseSync(sql), sql, toIndex, comments), comments }
  } catch (error) {
    return { statements: [], comments, problem: problemOf(sql, error) }
  }
}

const blank = (text: string): string => text.replace(/[^\r\n]/g, ' ')

function notText(text: string): Problem | undefined {
  const nul = text.indexOf('\0')
  if (nul !== -1)
    return { message: 'the file has a NUL character: it is binary or UTF-16. Save it as UTF-8', offset: nul }
  if (text.length > maxLength) {
    return {
      message: `the file has ${text.length} characters; more than ${maxLength} are not read. Split it`,
      offset: 0,
    }
  }
  return undefined
}

function readStatements(
  { stmts = [] }: PgQuery.ParseResult,
  sql: string,
  toIndex: ToIndex | undefined,
  comments: readonly Comment[],
): ParsedStatement[] {
  const startsByEnd = new Map(comments.map((comment) => [comment.end, comment.start]))
  return stmts.flatMap(({ stmt: node, stmt_location: byte = 0, stmt_len: bytes }) => {
    if (node === undefined) return []
    const start = toIndex?.(byte) ?? byte
    let end = bytes === undefined || bytes === 0 ? sql.length : (toIndex?.(byte + bytes) ?? byte + bytes)
    // The range runs up to the semicolon: take off what is no part of the statement.
    for (let before = -1; before !== end;) {
      before = end
      end = start + sql.slice(start, end).trimEnd().length
      end = Math.max(start, startsByEnd.get(end) ?? end)
    }
    if (end - start > maxDepth / 2 && deeperThan(node, maxDepth)) throw new NestingError(start)
    if (toIndex !== undefined) moveOffsets(node, toIndex)
    return [{ kind: Object.keys(node)[0] ?? '', node, start, end, text: sql.slice(start, end) }]
  })
}

const nestsTooDeep =
  'the statement nests too deep to be read; write it with less nesting or with a shorter chain of operators'

class NestingError extends Error {
  readonly offset: number
  constructor(offset: number) {
    super(nestsTooDeep)
    this.offset = offset
  }
}

function problemOf(sql: string, error: unknown): Problem {
  if (error instanceof NestingError) return { message: error.message, offset: error.offset }
  const details = (error as PgQuery.SqlError).sqlDetails
  if (details === undefined) {
    const message = crashed ? `the parser has no memory left after an earlier file; check this one alone` : nestsTooDeep
    crashed = true
    return { message, offset: 0 }
  }
  const offset = characterIndex(sql, details.cursorPosition)
  if (details.message.startsWith('memory exhausted')) return { message: nestsTooDeep, offset }
  return explainSyntaxError(sql, details.message, offset)
}

/** What may be a word of a command, a name or a string in code that the parser itself does not read. */
export interface Token {
  kind: 'word' | 'quoted-name' | 'string' | 'other'
  text: string
  /** Indices into the text. */
  start: number
  end: number
  /** A word that names nothing unless it is quoted: `where`. */
  reserved: boolean
}

/** The server's own tokens of a text, comments left out; undefined when it stops at something unterminated. */
export function scanTokens(text: string): Token[] | undefined {
  if (parser === undefined) throw new Error('loadParser() was not awaited')
  if (text.trim() === '') return []
  const toIndex = byteIndex(text)
  try {
    return parser.scanSync(text).tokens.flatMap(({ start, end, tokenName, keywordName, text: token }) => {
      if (tokenName === 'SQL_COMMENT' || tokenName === 'C_COMMENT') return []
      return [
        {
          kind: kindOf(tokenName, keywordName, token),
          text: token,
          start: toIndex?.(start) ?? start,
          end: toIndex?.(end) ?? end,
          reserved: keywordName === 'RESERVED_KEYWORD',
        },
      ]
    })
  } catch {
    return undefined
  }
}

function kindOf(tokenName: string, keywordName: string, text: string): Token['kind'] {
  if (/^(?:U&)?"/i.test(text)) return 'quoted-name'
  if (/^(?:\w?&?'|\$\w*\$)/.test(text)) return 'string'
  return tokenName === 'IDENT' || keywordName !== 'NO_KEYWORD' ? 'word' : 'other'
}

/** The comments of a text; undefined when the scanner stops at something unterminated. */
function scanComments(parser: typeof PgQuery, sql: string): Comment[] | undefined {
  // The scanner is three times as slow as the parser, and most generated files have no comment.
  if (!sql.includes('--') && !sql.includes('/*')) return []
  const toIndex = byteIndex(sql)
  try {
    return parser.scanSync(sql).tokens.flatMap(({ start, end, tokenName, text }) => {
      if (tokenName !== 'SQL_COMMENT' && tokenName !== 'C_COMMENT') return []
      return [{ start: toIndex?.(start) ?? start, end: toIndex?.(end) ?? end, text }]
    })
  } catch {
    return undefined
  }
}
