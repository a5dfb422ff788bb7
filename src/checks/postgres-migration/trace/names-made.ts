import type { Node } from '@pgsql/types'

/** Names of the things that the migrations of a directory make, and of those that they only use. */
export interface Names {
  made(name: string): boolean
  /** Roles that are used and that nothing makes. */
  missingRoles: string[]
}

export function namesOf(statements: readonly { node: Node; text: string }[]): Names {
  const made = new Set<string>()
  const roles = new Set<string>()
  // SQL in a string can make anything.
  const hidden: string[] = []
  for (const { node, text } of statements) {
    for (const name of madeBy(node)) made.add(name)
    for (const role of rolesIn(node)) roles.add(role)
    if ('DoStmt' in node || 'CreateFunctionStmt' in node) hidden.push(text)
  }
  const isMade = (name: string): boolean => made.has(name) || hidden.some((text) => text.includes(name))
  return {
    made: isMade,
    missingRoles: [...roles].filter((role) => !isMade(role) && role !== 'postgres' && !role.startsWith('pg_')),
  }
}

function madeBy(node: Node): string[] {
  if ('CreateStmt' in node)
    return [node.CreateStmt.relation?.relname ?? '', ...ownedBy(node.CreateStmt.relation?.relname)]
  if ('CreateForeignTableStmt' in node) return [node.CreateForeignTableStmt.base?.relation?.relname ?? '']
  if ('CreateTableAsStmt' in node) return [node.CreateTableAsStmt.into?.rel?.relname ?? '']
  if ('SelectStmt' in node) return [node.SelectStmt.intoClause?.rel?.relname ?? '']
  if ('ViewStmt' in node) return [node.ViewStmt.view?.relname ?? '']
  if ('CreateSeqStmt' in node) return [node.CreateSeqStmt.sequence?.relname ?? '']
  if ('IndexStmt' in node) return [node.IndexStmt.idxname ?? '']
  if ('CompositeTypeStmt' in node) return [node.CompositeTypeStmt.typevar?.relname ?? '']
  if ('CreateEnumStmt' in node) return lastOf(node.CreateEnumStmt.typeName)
  if ('CreateRangeStmt' in node) return lastOf(node.CreateRangeStmt.typeName)
  if ('CreateDomainStmt' in node) return lastOf(node.CreateDomainStmt.domainname)
  if ('DefineStmt' in node) return lastOf(node.DefineStmt.defnames)
  if ('CreateFunctionStmt' in node) return lastOf(node.CreateFunctionStmt.funcname)
  if ('CreateSchemaStmt' in node) return [node.CreateSchemaStmt.schemaname ?? '']
  if ('CreateRoleStmt' in node) return [node.CreateRoleStmt.role ?? '']
  if ('CreatedbStmt' in node) return [node.CreatedbStmt.dbname ?? '']
  if ('RenameStmt' in node) return [node.RenameStmt.newname ?? '']
  if ('CreatePublicationStmt' in node) return [node.CreatePublicationStmt.pubname ?? '']
  if ('CreateForeignServerStmt' in node) return [node.CreateForeignServerStmt.servername ?? '']
  if ('CreateFdwStmt' in node) return [node.CreateFdwStmt.fdwname ?? '']
  return []
}

const ownedBy = (table: string | undefined): string[] =>
  table === undefined ? [] : [`${table}_pkey`, `${table}_id_seq`]

function lastOf(list: readonly Node[] | undefined): string[] {
  const last = list?.at(-1)
  return last !== undefined && 'String' in last ? [last.String.sval ?? ''] : []
}

/** Names of the roles that a statement uses. */
export function rolesIn(node: object): string[] {
  const roles: string[] = []
  const open: object[] = [node]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { roletype, rolename } = next as { roletype?: unknown; rolename?: unknown }
    if (roletype === 'ROLESPEC_CSTRING' && typeof rolename === 'string') roles.push(rolename)
    for (const value of Object.values(next)) if (typeof value === 'object' && value !== null) open.push(value as object)
  }
  return roles
}
