import { scanTokens } from '../parse.ts'
import type { MigrationRule } from './rule.ts'

/** Bytes: NAMEDATALEN - 1, https://www.postgresql.org/docs/18/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS */
const LONGEST = 63
/** Scanning costs more than parsing: only where a name can be that long. */
const MAY_BE_LONG = /[\w$]{64}|"[^"]{64}|[^\0-\x7f]/

/** The parser's tree has names cut already, so that the text is asked. Each name once a statement. */
export const nameTooLong: MigrationRule = {
  name: 'name-too-long',
  title: 'A name that the server cuts short',
  severity: 'warning',
  why: 'The server keeps 63 bytes of a name and only remarks on it: the object is called otherwise than everybody writes, catalogue queries and ORMs do not find it, and two names that differ after that collide.',
  fix: 'A name of at most 63 bytes, cut by you and not by the server.',
  sameAs: ['squawk:identifier-too-long'],
  find({ statement, executed }) {
    if (!MAY_BE_LONG.test(statement.text)) return []
    const names = (scanTokens(statement.text) ?? []).flatMap(({ kind, text }) => {
      const name = kind === 'quoted-name' ? text.slice(1, -1).replaceAll('""', '"') : kind === 'word' ? text : ''
      return Buffer.byteLength(name) > LONGEST ? [name] : []
    })
    return [...new Set(names)].map((name) => {
      const said = executed?.notices.find((notice) => notice.startsWith(`identifier "${name}" will be truncated`))
      const known = said === undefined ? { basis: 'parsed' as const } : { basis: 'executed' as const, evidence: said }
      return {
        message: `"${name}" has ${Buffer.byteLength(name)} bytes; the server keeps ${LONGEST}: "${cut(name)}".`,
        ...known,
        fix: { description: `Choose a name of at most ${LONGEST} bytes.` },
      }
    })
  },
}

/** As the server does it: never in the middle of a character. */
function cut(name: string): string {
  let kept = ''
  for (const character of name) {
    if (Buffer.byteLength(kept + character) > LONGEST) break
    kept += character
  }
  return kept
}
