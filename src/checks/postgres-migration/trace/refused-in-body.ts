import { scanTokens } from '../parse.ts'
import type { Token } from '../parse.ts'

export interface BodyRights {
  powerful: boolean
  isReaching: (functionName: string) => boolean
}

/** What all databases share, and what reaches out, after CREATE, ALTER, DROP, GRANT … ON and COMMENT ON. */
const sharedKinds = new Set(
  'role user group database tablespace subscription system server foreign parameter language'.split(' '),
)
/** Words that begin a refused command wherever they stand. A column of that name is refused too: better that than the other. */
const refusedWords = new Set(['copy', 'load', 'reassign', 'checkpoint'])
/** What follows EXECUTE when it is no command: EXECUTE FUNCTION of a trigger, GRANT EXECUTE ON. */
const noCommand = new Set(['function', 'procedure', 'on'])
/** Strings in strings in strings. */
const deepest = 4

/**
 * Says what in the body of a function or a DO block may not be run on a user's server; undefined when nothing. It reads the server's own
 * tokens, so it takes too much rather than too little. Text that is put together and executed cannot be read at all: a role that can do
 * harm with it does not get to.
 */
export function refusedInBody(text: string, rights: BodyRights, depth = 0): string | undefined {
  const tokens = scanTokens(text)
  if (tokens === undefined) return depth === 0 ? 'it cannot be read' : undefined
  const words = tokens.map(({ kind, text: token }) => (kind === 'word' ? token.toLowerCase() : ''))
  for (const at of words.keys()) {
    const refused = refusedAt(words, at) ?? refusedName(tokens[at], rights)
    if (refused !== undefined) return refused
  }
  const executes = words.some((word, at) => word === 'execute' && !noCommand.has(words[at + 1] ?? ''))
  if (!executes) return undefined
  if (rights.powerful) return 'EXECUTE of a text, by a role that may do anything with it'
  if (depth === deepest) return 'EXECUTE in a string in a string'
  for (const { kind, text: token } of tokens) {
    const inside = kind === 'string' ? refusedInBody(unquoted(token), rights, depth + 1) : undefined
    if (inside !== undefined) return inside
  }
  return undefined
}

function refusedAt(words: readonly string[], at: number): string | undefined {
  const [word = '', next = ''] = words.slice(at, at + 2)
  if (/^(?:create|alter|drop)$/.test(word) && sharedKinds.has(next)) return `${word} ${next}`.toUpperCase()
  if (word === 'grant' || word === 'revoke') return refusedGrant(words, at)
  if (word === 'on' && /^(?:comment|label)$/.test(words[at - 1] ?? '') && sharedKinds.has(next))
    return `COMMENT ON ${next.toUpperCase()}`
  if (word === 'session' && next === 'authorization') return 'SESSION AUTHORIZATION'
  if (word === 'drop' && next === 'owned') return 'DROP OWNED'
  if (word.startsWith('pg_') && isChanged(words.slice(Math.max(0, at - near), at)))
    return `a change of the rows of ${word}`
  return refusedWords.has(word) ? word.toUpperCase() : undefined
}

/** Words that are looked at to either side, so that a long text takes no more than its length. */
const near = 100

/** Whether what stands before a name is UPDATE, INSERT INTO, MERGE INTO or DELETE FROM. */
function isChanged(before: readonly string[]): boolean {
  const [last, secondLast] = before.filter((word) => word !== '' && word !== 'pg_catalog' && word !== 'only').reverse()
  return last === 'update' || last === 'into' || (last === 'from' && secondLast === 'delete')
}

/** GRANT of a role has no ON. */
function refusedGrant(words: readonly string[], at: number): string | undefined {
  const next = words.slice(at, at + near)
  const on = next.indexOf('on')
  const to = next.findIndex((word) => word === 'to' || word === 'from')
  if (on === -1 || (to !== -1 && to < on)) return 'GRANT of a role'
  const what = next[on + 1] ?? ''
  return sharedKinds.has(what) && what !== 'foreign' && what !== 'language'
    ? `GRANT ON ${what.toUpperCase()}`
    : undefined
}

function refusedName(token: Token | undefined, { isReaching }: BodyRights): string | undefined {
  if (token === undefined || token.kind === 'string' || token.kind === 'other') return undefined
  // Escapes can spell any name.
  if (/^U&/i.test(token.text)) return 'a name that is written with escapes'
  const name = token.kind === 'word' ? token.text : token.text.slice(1, -1)
  return isReaching(name) ? `the function ${name}` : undefined
}

/** The text of a string constant: `'it''s'`, `E'…'`, `$$…$$`. */
function unquoted(token: string): string {
  const dollar = /^\$[^$]*\$/.exec(token)?.[0]
  if (dollar !== undefined) return token.slice(dollar.length, -dollar.length)
  return token
    .replace(/^\w?&?'/, '')
    .replace(/'$/, '')
    .replaceAll("''", "'")
}
