import type { Node } from '@pgsql/types'
import type { Block, BlockStatement } from './block.ts'
import { allOf, as, walk } from './ast.ts'

/** Parses one SQL statement and gives its tree, or undefined. */
export type ParseOne = (sql: string) => Node | undefined
/** PL/pgSQL's own parser: a DO statement in, its tree out. Throws on a syntax error. */
export type ParseBody = (sql: string) => unknown

const LOOPS = new Set([
  'PLpgSQL_stmt_loop',
  'PLpgSQL_stmt_while',
  'PLpgSQL_stmt_fori',
  'PLpgSQL_stmt_fors',
  'PLpgSQL_stmt_forc',
  'PLpgSQL_stmt_foreach_a',
  'PLpgSQL_stmt_dynfors',
])
const ENDS = new Set(['PLpgSQL_stmt_commit', 'PLpgSQL_stmt_rollback'])
const OPAQUE = new Set(['PLpgSQL_stmt_dynexecute', 'PLpgSQL_stmt_dynfors', 'PLpgSQL_stmt_call'])

/** What a DO statement holds; undefined for any other statement. */
export function readBlock(node: Node, text: string, parseBody: ParseBody, parseOne: ParseOne): Block | undefined {
  const block = as(node, 'DoStmt')
  if (block === undefined) return undefined
  const language = allOf(block.args, 'DefElem').find((option) => option.defname === 'language')
  if (language !== undefined && as(language.arg, 'String')?.sval !== 'plpgsql') return UNREAD
  try {
    return readBody(parseBody(text), parseOne)
  } catch {
    // The engine says what is wrong with it.
    return UNREAD
  }
}

const UNREAD: Block = { statements: [], commits: false, opaque: true }

function readBody(tree: unknown, parseOne: ParseOne): Block {
  const statements: BlockStatement[] = []
  let commits = false
  let opaque = false
  const visit = (part: unknown, looped: boolean, committed: boolean): void => {
    walk(part, (kind, content) => {
      commits ||= ENDS.has(kind)
      opaque ||= OPAQUE.has(kind)
      if (LOOPS.has(kind)) {
        visit(content, true, committed || containsEnd(content))
        return false
      }
      const sql =
        kind === 'PLpgSQL_stmt_execsql' || kind === 'PLpgSQL_stmt_perform'
          ? queryOf(content)
          : kind === 'PLpgSQL_stmt_dynexecute'
            ? literalOf(content, parseOne)
            : undefined
      const node = sql === undefined ? undefined : parseOne(sql)
      if (sql !== undefined && node !== undefined)
        statements.push({ kind: Object.keys(node)[0] ?? '', node, text: sql, looped, committed })
      return undefined
    })
  }
  visit(tree, false, false)
  return { statements, commits, opaque }
}

function containsEnd(tree: unknown): boolean {
  let found = false
  walk(tree, (kind) => {
    found ||= ENDS.has(kind)
    return undefined
  })
  return found
}

function queryOf(content: unknown): string | undefined {
  const { sqlstmt, expr, query } = content as {
    [part in 'sqlstmt' | 'expr' | 'query']?: { PLpgSQL_expr?: { query?: string } }
  }
  return (sqlstmt ?? expr ?? query)?.PLpgSQL_expr?.query
}

/** The statement of EXECUTE '…' where it is one string and nothing is put together. */
function literalOf(content: unknown, parseOne: ParseOne): string | undefined {
  const expression = queryOf(content)
  const select = as(expression === undefined ? undefined : parseOne(`SELECT ${expression}`), 'SelectStmt')
  const constant = as(allOf(select?.targetList, 'ResTarget')[0]?.val, 'A_Const')
  return constant !== undefined && 'sval' in constant ? constant.sval?.sval : undefined
}
