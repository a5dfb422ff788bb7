import type { Token } from 'antlr4ng'
import { MySqlLexer } from './grammar.ts'

export interface Adapted {
  tokens: Token[]
  /** What was taken out or renamed, as MariaDB's manual calls it. */
  only: string[]
  /** Seconds of WAIT n; NOWAIT is 0. */
  wait?: number
  /** `SET STATEMENT a=1, b=2 FOR`: the text between. */
  statementVariables?: { start: number; end: number }
}

const upper = (token: Token | undefined): string => (token?.text ?? '').toUpperCase()

/** Types that MySQL's grammar does not have; JSON stands for them. */
const TYPES = /^(?:UUID|INET4|INET6|XMLTYPE)$/

/**
 * Makes of MariaDB's own syntax something that MySQL's grammar reads: what can be left out is, other words get the type of one it knows.
 * Offsets stay, so slices of the text still show what is written.
 */
export function adaptMariadb(given: readonly Token[]): Adapted {
  const adapted: Adapted = { tokens: [], only: [] }
  let depth = 0
  let at = prefix(given, adapted)
  const first = upper(given[at])
  const alters = /^(?:ALTER|CREATE|DROP|RENAME|OPTIMIZE|TRUNCATE)$/.test(first)
  for (; at < given.length; at++) {
    const token = given[at]
    if (token === undefined) break
    const word = upper(token)
    if (word === '(') depth++
    if (word === ')') depth--
    const skipped = alters && depth === 0 ? skip(given, at, adapted) : 0
    if (skipped > 0) {
      at += skipped - 1
      continue
    }
    if (alters) rename(given, at, adapted)
    adapted.tokens.push(token)
  }
  return adapted
}

/** Where the statement itself begins. */
function prefix(tokens: readonly Token[], adapted: Adapted): number {
  if (upper(tokens[0]) !== 'SET' || upper(tokens[1]) !== 'STATEMENT') return 0
  const end = tokens.findIndex((token) => upper(token) === 'FOR')
  if (end === -1) return 0
  adapted.only.push('SET STATEMENT … FOR')
  adapted.statementVariables = { start: tokens[2]?.start ?? 0, end: tokens[end]?.start ?? 0 }
  return end + 1
}

/** How many tokens from here on are left out. */
function skip(tokens: readonly Token[], at: number, adapted: Adapted): number {
  const words = tokens.slice(at, at + 3).map(upper)
  const is = (...wanted: string[]): boolean => wanted.every((word, index) => words[index] === word)
  const only = (what: string, count: number): number => {
    if (!adapted.only.includes(what)) adapted.only.push(what)
    return count
  }
  if (is('IF', 'NOT', 'EXISTS')) return only('IF NOT EXISTS', 3)
  if (is('IF', 'EXISTS')) return only('IF EXISTS', 2)
  if (is('OR', 'REPLACE')) return only('CREATE OR REPLACE', 2)
  if (is('WAIT') && /^\d+$/.test(words[1] ?? '')) {
    adapted.wait = Number(words[1])
    return only('WAIT n', 2)
  }
  if (is('NOWAIT')) {
    adapted.wait = 0
    return only('NOWAIT', 1)
  }
  if ((is('ONLINE') || is('IGNORE')) && upper(tokens[at + 1]) === 'TABLE') return only(`ALTER ${words[0]} TABLE`, 1)
  return 0
}

function rename(tokens: readonly Token[], at: number, adapted: Adapted): void {
  const token = tokens[at]
  if (token === undefined) return
  const word = upper(token)
  const before = tokens[at - 1]
  const become = (type: number, what: string): void => {
    token.type = type
    if (!adapted.only.includes(what)) adapted.only.push(what)
  }
  const algorithm = upper(before) === 'ALGORITHM' || (upper(before) === '=' && upper(tokens[at - 2]) === 'ALGORITHM')
  if (algorithm && word === 'NOCOPY') become(MySqlLexer.KW_INPLACE, 'ALGORITHM=NOCOPY')
  else if (algorithm && word === 'INSTANT' && !tokens.some((each) => upper(each) === 'TABLE'))
    token.type = MySqlLexer.KW_INPLACE
  else if (word === 'PERSISTENT') become(MySqlLexer.KW_STORED, 'PERSISTENT')
  else if (TYPES.test(word) && isName(before)) become(MySqlLexer.KW_JSON, word)
}

const isName = (token: Token | undefined): boolean =>
  token !== undefined && (token.type === MySqlLexer.ID || token.text?.startsWith('`') === true)
