import type { Node } from '@pgsql/types'
import type * as Reader from '../mysql-migration/read/statement.ts'
import { parseSql } from '../postgres-migration/parse.ts'
import type { Gate } from './gate-file.ts'

/** What a parser says of the SQL of a gate. `unread`: there is no parser for its dialect here. */
export type ReadSql =
  | { kind: 'fine' }
  | { kind: 'unread' }
  | { kind: 'problem'; message: string }
  | { kind: 'writes'; what: string }

/** Reads the SQL of a gate; `loadParser` must have been awaited. `mysql` is the grammar of MySQL and MariaDB, where a gate needs it. */
export function readSql({ query }: Gate, mysql: typeof Reader | undefined): ReadSql | undefined {
  if (!('sql' in query)) return undefined
  if (query.dialect === 'postgres') return readPostgres(query.sql)
  if (query.dialect === 'sqlite' || mysql === undefined) return { kind: 'unread' }
  const found = mysql.readQuery(query.sql.trim().replace(/;$/, ''))
  if (found === undefined) return { kind: 'fine' }
  return 'writes' in found ? { kind: 'writes', what: found.writes } : { kind: 'problem', message: found.problem }
}

function readPostgres(text: string): ReadSql {
  const { statements, problem } = parseSql(text)
  if (problem !== undefined) return { kind: 'problem', message: problem.message }
  if (statements.length === 0) return { kind: 'problem', message: 'there is no statement in it' }
  const writing = statements.map(({ kind, node }) => writes(kind, node)).find((what) => what !== undefined)
  return writing === undefined ? { kind: 'fine' } : { kind: 'writes', what: writing }
}

const READS = /^(?:SelectStmt|ExplainStmt|VariableShowStmt|VariableSetStmt|TransactionStmt)$/
const WRITES = ['InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt'] as const

/** What a statement writes; also a SELECT with an INSERT in its WITH, and EXPLAIN ANALYZE of an UPDATE. */
function writes(kind: string, node: Node): string | undefined {
  if (!READS.test(kind)) return kind.replace(/Stmt$/, '').toUpperCase()
  const json = JSON.stringify(node)
  if (kind === 'ExplainStmt' && !/"defname":"analyze"/i.test(json)) return undefined
  if (/"intoClause":|"lockingClause":/.test(json)) return json.includes('"intoClause":') ? 'SELECT INTO' : undefined
  return WRITES.find((write) => json.includes(`"${write}":{`))
    ?.replace(/Stmt$/, '')
    .toUpperCase()
}
