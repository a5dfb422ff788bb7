import type { Node } from '@pgsql/types'
import type { Block, BlockStatement } from './block.ts'
import { allOf, as, walk, words } from './ast.ts'

/** Parses one SQL statement and gives its tree, or undefined. */
export type ParseOne = (sql: string) => Node | undefined
/** Parses SQL statements; none when they do not parse. */
export type ParseAll = (sql: string) => Node[]
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
const QUERIES = new Set([
  'PLpgSQL_stmt_execsql',
  'PLpgSQL_stmt_perform',
  'PLpgSQL_stmt_call',
  'PLpgSQL_stmt_return_query',
])
const OPAQUE = new Set(['PLpgSQL_stmt_dynexecute', 'PLpgSQL_stmt_dynfors', 'PLpgSQL_stmt_call'])

/** What the body of CREATE FUNCTION or CREATE PROCEDURE holds; undefined for any other statement, and for a body that cannot be read. */
export function readRoutine(
  node: Node,
  text: string,
  { parseBody, parseAll }: { parseBody: ParseBody; parseAll: ParseAll },
): Block | undefined {
  const create = as(node, 'CreateFunctionStmt')
  if (create === undefined) return undefined
  const options = allOf(create.options, 'DefElem')
  const optionOf = (name: string): Node | undefined => options.find(({ defname }) => defname === name)?.arg
  const language = as(optionOf('language'), 'String')?.sval?.toLowerCase()
  try {
    if (create.sql_body !== undefined) return plainBody(statementsIn(create.sql_body))
    if (language === 'plpgsql') return readBody(parseBody(text), (sql) => parseAll(sql)[0])
    const body = language === 'sql' ? words(as(optionOf('as'), 'List')?.items)[0] : undefined
    return body === undefined ? undefined : plainBody(parseAll(body))
  } catch {
    return undefined
  }
}

function plainBody(nodes: readonly Node[]): Block {
  const statements = nodes.map((node) => ({
    kind: Object.keys(node)[0] ?? '',
    node,
    text: '',
    looped: false,
    committed: false,
  }))
  return { statements, commits: false, opaque: false }
}

/** BEGIN ATOMIC is lists of statements, one within the other; RETURN is one statement. */
function statementsIn(body: Node): Node[] {
  const list = as(body, 'List')
  return list === undefined ? [body] : (list.items ?? []).flatMap(statementsIn)
}

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
      const sql = QUERIES.has(kind)
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
