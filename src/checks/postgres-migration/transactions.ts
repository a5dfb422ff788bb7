import type { Node, TransactionStmt } from '@pgsql/types'
import type { Statement } from './migration.ts'
import type { ParsedStatement } from './parse.ts'

/**
 * How a tool hands a file to the server.
 * - `transaction`: it opens one transaction around the file.
 * - `implicit`: the whole file is one query string, which the server makes one transaction when it has more than one
 *   statement (https://www.postgresql.org/docs/18/protocol-flow.html#PROTOCOL-FLOW-MULTI-STATEMENT).
 * - `batches`: as `implicit`, but what cannot run in a transaction is sent on its own.
 * - `statement`: each statement is sent on its own.
 */
export type Wrapping = 'transaction' | 'implicit' | 'batches' | 'statement'

/** What the AST says of the end and the beginning of transactions. */
type Control = 'begin' | 'end' | 'chain' | undefined

/** Says for each statement in which transaction it runs. */
export function assignTransactions(statements: readonly ParsedStatement[], wrapping: Wrapping): Statement[] {
  const grouped = wrapping === 'implicit' || wrapping === 'batches'
  if (wrapping === 'implicit' && statements.length === 1) {
    return statements.map((statement) => ({ ...statement, transaction: null }))
  }
  let last = 0
  let current: number | null = wrapping === 'transaction' ? (last = 1) : null
  return statements.map((statement) => {
    const alone = wrapping === 'batches' && cannotRunInTransaction(statement) !== undefined
    if (alone) current = null
    const control = controlOf(statement.node)
    if (current === null && !alone && (grouped || control === 'begin')) current = last += 1
    const transaction: number | null = current
    if (control === 'end') current = null
    else if (control === 'chain' && current !== null) current = last += 1
    return { ...statement, transaction }
  })
}

/** Whether a script has transactions of its own. */
export function beginsTransaction(statements: readonly ParsedStatement[]): boolean {
  return statements.some(({ node }) => controlOf(node) === 'begin')
}

const controls: Partial<Record<NonNullable<TransactionStmt['kind']>, 'begin' | 'end'>> = {
  TRANS_STMT_BEGIN: 'begin',
  TRANS_STMT_START: 'begin',
  TRANS_STMT_COMMIT: 'end',
  TRANS_STMT_ROLLBACK: 'end',
  TRANS_STMT_PREPARE: 'end',
}

function controlOf(node: Node): Control {
  if (!('TransactionStmt' in node) || node.TransactionStmt.kind === undefined) return undefined
  const control = controls[node.TransactionStmt.kind]
  return control === 'end' && node.TransactionStmt.chain === true ? 'chain' : control
}

/**
 * The name of the command when the server refuses to run it inside a transaction block, undefined when it may.
 * From the callers of `PreventInTransactionBlock` in PostgreSQL 12 to 18. What depends on the catalogue (REINDEX and
 * CLUSTER of a partitioned table, a procedure that commits) is not known here; the trace shows it.
 */
export function cannotRunInTransaction({ node }: Pick<ParsedStatement, 'node'>): string | undefined {
  if ('IndexStmt' in node) return node.IndexStmt.concurrent ? 'CREATE INDEX CONCURRENTLY' : undefined
  if ('DropStmt' in node) return node.DropStmt.concurrent ? 'DROP INDEX CONCURRENTLY' : undefined
  if ('ReindexStmt' in node) {
    const { kind, params } = node.ReindexStmt
    if (option(params, 'concurrently') === true) return 'REINDEX CONCURRENTLY'
    return kind === 'REINDEX_OBJECT_INDEX' || kind === 'REINDEX_OBJECT_TABLE'
      ? undefined
      : 'REINDEX of more than one table'
  }
  if ('AlterTableStmt' in node) {
    return node.AlterTableStmt.cmds?.some(detachesConcurrently) ? 'DETACH PARTITION CONCURRENTLY' : undefined
  }
  if ('VacuumStmt' in node) return node.VacuumStmt.is_vacuumcmd ? 'VACUUM' : undefined
  if ('ClusterStmt' in node) return node.ClusterStmt.relation === undefined ? 'CLUSTER of all tables' : undefined
  if ('DiscardStmt' in node) return node.DiscardStmt.target === 'DISCARD_ALL' ? 'DISCARD ALL' : undefined
  if ('TransactionStmt' in node) {
    return /_(COMMIT|ROLLBACK)_PREPARED$/.test(node.TransactionStmt.kind ?? '')
      ? 'COMMIT or ROLLBACK PREPARED'
      : undefined
  }
  return ofDatabase(node) ?? ofSubscription(node)
}

function ofDatabase(node: Node): string | undefined {
  if ('CreatedbStmt' in node) return 'CREATE DATABASE'
  if ('DropdbStmt' in node) return 'DROP DATABASE'
  if ('AlterDatabaseStmt' in node && option(node.AlterDatabaseStmt.options, 'tablespace') !== undefined) {
    return 'ALTER DATABASE SET TABLESPACE'
  }
  if ('CreateTableSpaceStmt' in node) return 'CREATE TABLESPACE'
  if ('DropTableSpaceStmt' in node) return 'DROP TABLESPACE'
  if ('AlterSystemStmt' in node) return 'ALTER SYSTEM'
  return undefined
}

function ofSubscription(node: Node): string | undefined {
  if ('CreateSubscriptionStmt' in node) {
    const { options } = node.CreateSubscriptionStmt
    const makesNoSlot = option(options, 'create_slot') === false || option(options, 'connect') === false
    return makesNoSlot ? undefined : 'CREATE SUBSCRIPTION that makes a replication slot'
  }
  // Without a slot it may; that is not known from the statement.
  if ('DropSubscriptionStmt' in node) return 'DROP SUBSCRIPTION'
  if ('AlterSubscriptionStmt' in node) {
    const { kind, options } = node.AlterSubscriptionStmt
    if (kind === 'ALTER_SUBSCRIPTION_REFRESH') return 'ALTER SUBSCRIPTION REFRESH PUBLICATION'
    const changes = /_(SET|ADD|DROP)_PUBLICATION$/.test(kind ?? '')
    return changes && option(options, 'refresh') !== false ? 'ALTER SUBSCRIPTION that refreshes' : undefined
  }
  return undefined
}

const detachesConcurrently = (command: Node): boolean =>
  'AlterTableCmd' in command &&
  command.AlterTableCmd.subtype === 'AT_DetachPartition' &&
  command.AlterTableCmd.def !== undefined &&
  'PartitionCmd' in command.AlterTableCmd.def &&
  command.AlterTableCmd.def.PartitionCmd.concurrent === true

/** Value of an option in a WITH or parenthesised list; an option without a value is true. */
function option(options: readonly Node[] | undefined, name: string): unknown {
  for (const node of options ?? []) {
    if (!('DefElem' in node) || node.DefElem.defname !== name) continue
    const { arg } = node.DefElem
    if (arg === undefined) return true
    if ('Boolean' in arg) return arg.Boolean.boolval ?? false
    if ('String' in arg) return !/^(false|off|no|0)$/i.test(arg.String.sval ?? '')
    if ('Integer' in arg) return (arg.Integer.ival ?? 0) !== 0
    return arg
  }
  return undefined
}
