import type { Node } from '@pgsql/types'
import type { Statement } from '../migration.ts'
import { refusedInBody } from './refused-in-body.ts'
import type { Gap } from './refusals.ts'
import { rolesIn } from './names-made.ts'

/** What matters of the server on which files are run. */
export interface ServerRights {
  /** Names of the roles it has. */
  roles: ReadonlySet<string>
  /** The role of the URL can do what reaches beyond its own databases. */
  powerful: boolean
}

const remedy =
  'check the file without --database-url: the embedded engine has nothing that could be harmed; or run this statement by hand'
const refused = (what: string): Gap => ({
  reason: `${what} reaches beyond the scratch database, so it was not run on the server`,
  remedy,
})

/**
 * Statements that are not handed to a user's server: they reach other databases, roles, files, programs or servers, or would keep the
 * scratch database from being dropped. The file is run on without them.
 */
export function serverRefusalOf(
  { node, text }: Pick<Statement, 'node' | 'text'>,
  { roles, powerful }: ServerRights,
): Gap | undefined {
  const [kind, body] = Object.entries(node)[0] as [string, Record<string, unknown>]
  const command =
    commands[kind] ??
    ofObject(kind, body) ??
    ofTransaction(node) ??
    ofSetting(node) ??
    ofExtension(node) ??
    ofLanguage(node)
  if (command !== undefined) return refused(command)
  const part = reachingPart(node)
  if (part !== undefined) return refused(part)
  if (/allow_system_table_mods/i.test(text)) return refused('allow_system_table_mods')
  const inside = bodiesOf(node).flatMap((text) => refusedInBody(text, { powerful, isReaching }) ?? [])[0]
  if (inside !== undefined)
    return {
      reason: `the code in it was not run on the server: ${inside}`,
      remedy: inside.startsWith('EXECUTE') ? weaker : remedy,
    }
  const missing = rolesIn(node).find((role) => !roles.has(role))
  if (missing === undefined) return undefined
  return {
    reason: `it needs the role "${missing}", which the server has not; a role belongs to the whole server, so none was made`,
    remedy: `on a disposable server, CREATE ROLE "${missing}" first; or check without --database-url`,
  }
}

const weaker = 'let the URL name a role that has only CREATEDB; or check without --database-url'

/** By node, the command in words. COPY from and to a client has none to talk to here. */
const commands: Readonly<Record<string, string>> = {
  CreateRoleStmt: 'CREATE ROLE',
  AlterRoleStmt: 'ALTER ROLE',
  AlterRoleSetStmt: 'ALTER ROLE SET',
  DropRoleStmt: 'DROP ROLE',
  GrantRoleStmt: 'GRANT of a role',
  ReassignOwnedStmt: 'REASSIGN OWNED',
  DropOwnedStmt: 'DROP OWNED',
  CreatedbStmt: 'CREATE DATABASE',
  DropdbStmt: 'DROP DATABASE',
  AlterDatabaseStmt: 'ALTER DATABASE',
  AlterDatabaseSetStmt: 'ALTER DATABASE SET',
  AlterDatabaseRefreshCollStmt: 'ALTER DATABASE REFRESH COLLATION VERSION',
  CreateTableSpaceStmt: 'CREATE TABLESPACE',
  DropTableSpaceStmt: 'DROP TABLESPACE',
  AlterTableSpaceOptionsStmt: 'ALTER TABLESPACE',
  AlterTableMoveAllStmt: 'ALTER … ALL IN TABLESPACE',
  AlterSystemStmt: 'ALTER SYSTEM',
  CheckPointStmt: 'CHECKPOINT',
  CopyStmt: 'COPY',
  LoadStmt: 'LOAD',
  CreateSubscriptionStmt: 'CREATE SUBSCRIPTION',
  AlterSubscriptionStmt: 'ALTER SUBSCRIPTION',
  DropSubscriptionStmt: 'DROP SUBSCRIPTION',
  CreateFdwStmt: 'CREATE FOREIGN DATA WRAPPER',
  AlterFdwStmt: 'ALTER FOREIGN DATA WRAPPER',
  CreateForeignServerStmt: 'CREATE SERVER',
  AlterForeignServerStmt: 'ALTER SERVER',
  CreateUserMappingStmt: 'CREATE USER MAPPING',
  AlterUserMappingStmt: 'ALTER USER MAPPING',
  ImportForeignSchemaStmt: 'IMPORT FOREIGN SCHEMA',
  CreateForeignTableStmt: 'CREATE FOREIGN TABLE',
  CreatePLangStmt: 'CREATE LANGUAGE',
}

const shared = new Set([
  'OBJECT_DATABASE',
  'OBJECT_ROLE',
  'OBJECT_TABLESPACE',
  'OBJECT_SUBSCRIPTION',
  'OBJECT_PARAMETER_ACL',
])

/** GRANT, COMMENT, RENAME, OWNER TO and SECURITY LABEL, of something that all databases share. */
function ofObject(kind: string, body: Record<string, unknown>): string | undefined {
  const types: unknown[] = [body['objtype'], body['objectType'], body['renameType']]
  const type = types.find((each) => typeof each === 'string' && shared.has(each)) as string | undefined
  if (type === undefined) return undefined
  const what = type.slice('OBJECT_'.length).replace('_ACL', '').toLowerCase()
  return `${kind.replace(/Stmt$/, '').toUpperCase()} of a ${what}`
}

function ofTransaction(node: Node): string | undefined {
  if (!('TransactionStmt' in node) || !/PREPARE/.test(node.TransactionStmt.kind ?? '')) return undefined
  return 'PREPARE TRANSACTION, which outlives its session,'
}

function ofSetting(node: Node): string | undefined {
  return 'VariableSetStmt' in node && node.VariableSetStmt.name === 'session_authorization'
    ? 'SET SESSION AUTHORIZATION'
    : undefined
}

/** Extensions that reach files, programs, other servers, or run code that the server does not contain. */
const reachingExtension =
  /^(?:dblink|postgres_fdw|file_fdw|\w+_fdw|adminpack|pg_cron|pg_net|http|plsh|pl\w+u|pljava|plr|pldbgapi|aws_\w+|pg_background|pgagent|lo)$/i

function ofExtension(node: Node): string | undefined {
  if (!('CreateExtensionStmt' in node)) return undefined
  const name = node.CreateExtensionStmt.extname ?? ''
  return reachingExtension.test(name) ? `the extension "${name}"` : undefined
}

/** Code in another language than these cannot be read here. */
function ofLanguage(node: Node): string | undefined {
  const options =
    'DoStmt' in node ? node.DoStmt.args : 'CreateFunctionStmt' in node ? node.CreateFunctionStmt.options : undefined
  for (const option of options ?? []) {
    if (!('DefElem' in option) || option.DefElem.defname !== 'language') continue
    const { arg } = option.DefElem
    const language = arg !== undefined && 'String' in arg ? (arg.String.sval ?? '').toLowerCase() : ''
    if (language !== 'sql' && language !== 'plpgsql') return `code in the language "${language}"`
  }
  return undefined
}

/** Functions that reach other sessions, files, replication or the server as a whole, and those that run SQL out of a string. */
const reachingFunction = new RegExp(
  `^(?:${[
    'pg_(?:terminate|cancel)_backend|pg_reload_conf|pg_rotate_logfile\\w*|pg_promote|pg_switch_wal|pg_create_restore_point',
    'pg_read_(?:binary_)?file|pg_ls_\\w+|pg_stat_file|pg_file_\\w+|lo_import|lo_export|loread|lowrite',
    'pg_(?:create|drop|copy)_\\w*replication_slot|pg_replication_\\w+|pg_logical_\\w+|pg_(?:wal|xlog)_replay_\\w+',
    'pg_(?:start|stop)_backup|pg_backup_(?:start|stop)|pg_stat_reset\\w*|pg_stat_statements_reset|pg_log_backend_\\w+',
    'dblink\\w*|postgres_fdw_\\w+|pg_import_system_collations|pg_extension_config_dump|pg_set_\\w+',
    '(?:query|cursor)_to_xml\\w*|table_to_xml\\w*|ts_stat|ts_rewrite|crosstab\\w*|connectby',
  ].join('|')})$`,
  'i',
)
const isReaching = (name: string): boolean => reachingFunction.test(name)

const changes = new Set(['InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt'])

/** What names a reaching function, wherever it stands: called, renamed, made an operator; or changes the rows of a system catalogue. */
function reachingPart(node: object): string | undefined {
  const open: object[] = [node]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const [key, value] of Object.entries(next) as [string, unknown][]) {
      if (typeof value !== 'object' || value === null) continue
      if (key === 'String') {
        const { sval } = value as { sval?: string }
        if (sval !== undefined && isReaching(sval)) return `the function ${sval}`
      }
      if (changes.has(key)) {
        const { relname, schemaname } =
          (value as { relation?: { relname?: string; schemaname?: string } }).relation ?? {}
        if (relname?.startsWith('pg_') === true && (schemaname ?? 'pg_catalog') === 'pg_catalog')
          return `a change of the rows of ${relname}`
      }
      open.push(value)
    }
  }
  return undefined
}

/** Code that the parser sees as a string only: of DO, CREATE FUNCTION and CREATE PROCEDURE. */
function bodiesOf(node: Node): string[] {
  const options =
    'DoStmt' in node ? node.DoStmt.args : 'CreateFunctionStmt' in node ? node.CreateFunctionStmt.options : undefined
  return (options ?? []).flatMap((option) => {
    if (!('DefElem' in option) || option.DefElem.defname !== 'as' || option.DefElem.arg === undefined) return []
    const { arg } = option.DefElem
    if ('String' in arg) return [arg.String.sval ?? '']
    if (!('List' in arg)) return []
    return (arg.List.items ?? []).flatMap((item) => ('String' in item ? [item.String.sval ?? ''] : []))
  })
}
