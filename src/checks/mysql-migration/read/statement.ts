import type { Token } from 'antlr4ng'
import type { DmlStatementContext, SqlStatementContext } from 'dt-sql-parser/dist/lib/mysql/MySqlParser.js'
import type { Alter, Statement, StatementBody } from '../statement.ts'
import { readAlter } from './alter.ts'
import { readCreateTable, readIndexStatement } from './create.ts'
import { endOf, sliceOf, startOf, tokensOf, treeOf } from './grammar.ts'
import { adaptMariadb } from './mariadb.ts'
import { nameOf, valueOf } from './names.ts'

export { readQuery } from './query.ts'

/** Longer statements are data (an INSERT of thousands of rows), which has no rule. */
const LONGEST = 200_000

/** Statements of which something is asked; the others are not parsed. */
const READ = /^(?:ALTER|CREATE|DROP|RENAME|OPTIMIZE|TRUNCATE|UPDATE|DELETE|WITH|SET|START|BEGIN|COMMIT|ROLLBACK)$/

/** Reads one statement; `start` is its offset in the source, to which all offsets in the answer refer. */
export function readStatement(text: string, start: number): Statement {
  const statement = { start, end: start + text.length, text, mariadbOnly: [] }
  const head = text.slice(0, 200).toUpperCase()
  const first = /^\W*(\w+)/.exec(head)?.[1] ?? ''
  if (/^CREATE\s[^(]*?\b(?:PROCEDURE|FUNCTION|TRIGGER|EVENT)\b/.test(head))
    return { ...statement, body: { kind: 'routine' } }
  if (!READ.test(first)) return { ...statement, body: { kind: 'other' } }
  if (/^(?:CREATE|ALTER|DROP)\s+(?:OR\s+REPLACE\s+)?(?:TEMPORARY\s+)?SEQUENCE\b/.test(head))
    return { ...statement, mariadbOnly: ['sequences'], body: { kind: 'other' } }
  if (text.length > LONGEST)
    return {
      ...statement,
      body: { kind: 'unread', near: start, message: `the statement has more than ${LONGEST} characters` },
    }
  return { ...statement, ...readTokens(text, start, tokensOf(text)) }
}

function readTokens(text: string, start: number, tokens: Token[]): Pick<Statement, 'body' | 'mariadbOnly'> {
  const partitioning = partitionBy(tokens)
  const kept = partitioning === -1 ? tokens : tokens.slice(0, partitioning)
  const plain = treeOf(kept, text.length)
  if ('statement' in plain) return { body: withPartitioning(bodyOf(text, start, plain.statement)), mariadbOnly: [] }
  const { tokens: adapted, only, wait } = adaptMariadb(kept)
  const tree = treeOf(adapted, text.length)
  if (!('statement' in tree))
    return { body: { kind: 'unread', near: start + plain.offset, message: plain.message }, mariadbOnly: [] }
  const body = withPartitioning(bodyOf(text, start, tree.statement))
  return { body: body.kind === 'alter' && wait !== undefined ? { ...body, wait } : body, mariadbOnly: only }

  function withPartitioning(body: StatementBody): StatementBody {
    const token = tokens[partitioning]
    if (body.kind !== 'alter' || token === undefined) return body
    const place = { start: start + token.start, end: start + text.length }
    return { ...body, actions: [...body.actions, { type: 'partition', what: 'PARTITION BY', ...place }] }
  }
}

/** Where `PARTITION BY` of an ALTER TABLE begins, which the grammar does not have; -1 without one. */
function partitionBy(tokens: readonly Token[]): number {
  const word = (at: number): string => (tokens[at]?.text ?? '').toUpperCase()
  if (word(0) !== 'ALTER') return -1
  return tokens.findIndex((_, at) => word(at) === 'PARTITION' && word(at + 1) === 'BY')
}

function bodyOf(text: string, base: number, statement: SqlStatementContext): StatementBody {
  const ddl = statement.ddlStatement()
  if (ddl !== null) return ddlOf(text, base, ddl)
  const dml = statement.dmlStatement()
  if (dml !== null) return writeOf(text, dml)
  if (statement.transactionStatement() !== null) return { kind: 'transaction', what: transactionOf(text) }
  const optimize = statement.administrationStatement()?.optimizeTable()
  if (optimize != null) {
    const table = nameOf(sliceOf(text, optimize.tableNames()).split(',')[0] ?? '')
    const place = { start: base + startOf(optimize), end: base + endOf(optimize) }
    return { kind: 'alter', command: 'OPTIMIZE TABLE', table, actions: [{ type: 'optimize', ...place }] }
  }
  if (statement.administrationStatement()?.setStatement() != null) return { kind: 'set', variables: variablesOf(text) }
  return { kind: 'other' }
}

function ddlOf(
  text: string,
  base: number,
  ddl: NonNullable<ReturnType<SqlStatementContext['ddlStatement']>>,
): StatementBody {
  const alter = ddl.alterTable()
  if (alter !== null) return readAlter(text, base, alter)
  const create = ddl.createTable()
  if (create !== null) return readCreateTable(text, create)
  const index = ddl.createIndex() ?? ddl.dropIndex()
  if (index !== null) return readIndexStatement(text, base, index)
  const drop = ddl.dropTable()
  if (drop !== null)
    return {
      kind: 'drop-table',
      tables: drop
        .tableNames()
        .tableName()
        .map((table) => nameOf(sliceOf(text, table))),
      temporary: drop.KW_TEMPORARY() !== null,
    }
  const truncate = ddl.truncateTable()
  if (truncate !== null) return { kind: 'truncate', table: nameOf(sliceOf(text, truncate.tableName())) }
  const rename = ddl.renameTable()?.renameTableClause()[0]
  if (rename !== undefined) {
    const place = { start: base + startOf(rename), end: base + endOf(rename) }
    const to = nameOf(sliceOf(text, rename.tableNameCreate()))
    const table = nameOf(sliceOf(text, rename.tableName()))
    return {
      kind: 'alter',
      command: 'RENAME TABLE',
      table,
      actions: [{ type: 'rename-table', to, ...place }],
    } satisfies Alter
  }
  return { kind: 'other' }
}

function transactionOf(text: string): 'begin' | 'commit' | 'rollback' | 'other' {
  if (/^(?:START|BEGIN)\b/i.test(text)) return 'begin'
  if (/^COMMIT\b/i.test(text)) return 'commit'
  return /^ROLLBACK\s*(?:WORK\s*)?$/i.test(text) ? 'rollback' : 'other'
}

/** `SET a = 1, GLOBAL b = 2, @@session.c = 'x'`. */
export function variablesOf(text: string): { name: string; value: string; global: boolean }[] {
  const found = text.matchAll(
    /(?:@@)?(?:(GLOBAL|SESSION|LOCAL|PERSIST|PERSIST_ONLY)[\s.]+)?\b(\w+)\s*:?=\s*('(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|[^,]+)/gi,
  )
  return [...found].map(([, scope = '', name = '', value = '']) => ({
    name: name.toLowerCase(),
    value: valueOf(value),
    global: /^(?:GLOBAL|PERSIST)/i.test(scope),
  }))
}

function writeOf(text: string, dml: DmlStatementContext): StatementBody {
  const update = dml.updateStatement()
  const one = update?.singleUpdateStatement()
  const slice = (node: Parameters<typeof sliceOf>[1] | null | undefined): string | undefined =>
    node == null ? undefined : sliceOf(text, node)
  const write = (
    kind: 'update' | 'delete',
    {
      tables,
      where,
      limit,
      joined,
    }: { tables: string[]; where: string | undefined; limit?: string | undefined; joined: boolean },
  ): StatementBody => ({
    kind,
    tables: tables.map(nameOf),
    joined,
    ...(where !== undefined && { where }),
    ...(limit !== undefined && { limit }),
  })
  if (one != null)
    return write('update', {
      tables: [sliceOf(text, one.tableName())],
      where: slice(one.expression()),
      limit: slice(one.limitClause()),
      joined: false,
    })
  const many = update?.multipleUpdateStatement()
  if (many != null)
    return write('update', {
      tables: sliceOf(text, many.tableSources())
        .split(/,|\bJOIN\b/i)
        .slice(0, 1)
        .map((each) => each.trim().split(/\s/)[0] ?? ''),
      where: slice(many.expression()),
      joined: true,
    })
  const single = dml.deleteStatement()?.singleDeleteStatement()
  if (single != null)
    return write('delete', {
      tables: [sliceOf(text, single.tableName())],
      where: slice(single.expression()),
      limit: slice(single.limitClauseAtom()),
      joined: false,
    })
  const several = dml.deleteStatement()?.multipleDeleteStatement()
  if (several != null)
    return write('delete', {
      tables: several.tableName().map((each) => sliceOf(text, each)),
      where: slice(several.expression()),
      joined: true,
    })
  return { kind: 'other' }
}
