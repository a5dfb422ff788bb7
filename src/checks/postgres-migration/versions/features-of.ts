import type { Node, TypeName, VariableSetStmt } from '@pgsql/types'
import { allOf, as, type NodeOf, typeRef, words } from '../ast.ts'
import type { Change } from '../change.ts'
import type { SchemaModel } from '../schema-model.ts'
import { eachNode, type Feature } from './feature.ts'
import { namedFeature, type NamedKind } from './named-features.ts'
import { STATEMENT_FEATURES } from './statement-features.ts'
import { TABLE_FEATURES } from './table-features.ts'

const SYNTAX = [...TABLE_FEATURES, ...STATEMENT_FEATURES]

/** Everything in a statement that not every server from 12 on has, each once, in the order in which it stands there. */
export function featuresOf(node: Node, changes: readonly Change[], schema: SchemaModel): Feature[] {
  const found = new Map<string, Feature>()
  const add = (feature: Feature | undefined): void => {
    if (feature !== undefined && !found.has(feature.name)) found.set(feature.name, feature)
  }
  eachNode(node, (kind, content) => {
    for (const feature of SYNTAX) if (feature.node === kind && feature.uses(content)) add(feature)
    for (const [what, name] of NAMES[kind]?.(content as never) ?? []) {
      // The files may make a function of this name themselves.
      if (what !== 'function' || !schema.functions.has(name)) add(namedFeature(what, name))
    }
  })
  for (const feature of onPartitioned(changes, schema)) add(feature)
  return [...found.values()]
}

type Named = [NamedKind, string]

const options = (nodes: readonly Node[] | undefined): Named[] =>
  allOf(nodes, 'DefElem').map(({ defname = '' }) => ['storage parameter', defname])
const type = (name: TypeName | undefined): Named[] => (name === undefined ? [] : [['type', typeRef(name).name]])
const parameter = (set: VariableSetStmt | undefined): Named[] =>
  set?.name === undefined ? [] : [['parameter', set.name]]

/** Which names of the server's the nodes of a kind hold. */
const NAMES: Readonly<Record<string, (content: never) => Named[]>> = {
  FuncCall({ funcname, args }: NodeOf<'FuncCall'>) {
    const parts = words(funcname)
    const name = parts.at(-1) ?? ''
    if (parts.length > 1 && parts[0] !== 'pg_catalog') return []
    const [first] = args ?? []
    const set = name === 'set_config' ? as(first, 'A_Const') : undefined
    const named: Named[] = set !== undefined && 'sval' in set ? [['parameter', set.sval?.sval ?? '']] : []
    return [['function', name], ...named]
  },
  ColumnDef: ({ typeName }: NodeOf<'ColumnDef'>) => type(typeName),
  TypeCast: ({ typeName }: NodeOf<'TypeCast'>) => type(typeName),
  FunctionParameter: ({ argType }: NodeOf<'FunctionParameter'>) => type(argType),
  VariableSetStmt: (set: NodeOf<'VariableSetStmt'>) => parameter(set),
  AlterRoleSetStmt: ({ setstmt }: NodeOf<'AlterRoleSetStmt'>) => parameter(setstmt),
  AlterDatabaseSetStmt: ({ setstmt }: NodeOf<'AlterDatabaseSetStmt'>) => parameter(setstmt),
  CreateStmt: ({ options: given }: NodeOf<'CreateStmt'>) => options(given),
  IndexStmt: ({ options: given }: NodeOf<'IndexStmt'>) => options(given),
  AlterTableCmd: ({ subtype, def }: NodeOf<'AlterTableCmd'>) =>
    subtype === 'AT_SetRelOptions' ? options(as(def, 'List')?.items) : [],
  GrantRoleStmt: ({ granted_roles }: NodeOf<'GrantRoleStmt'>) =>
    allOf(granted_roles, 'AccessPriv').map(({ priv_name = '' }) => ['role', priv_name]),
}

/** What partitioned tables have learnt. */
function onPartitioned(changes: readonly Change[], schema: SchemaModel): Feature[] {
  const made = new Set(
    changes.flatMap((change) => (change.type === 'create-table' && change.partitioned ? [change.table] : [])),
  )
  const isPartitioned = (table: string): boolean => made.has(table) || schema.tables.get(table)?.partitioned === true
  return changes.flatMap((change): Feature[] => {
    if (!('table' in change) || !isPartitioned(change.table)) return []
    if (change.type === 'add-column') return change.column.identity ? [IDENTITY_OF_PARTITIONED] : []
    if (change.type !== 'add-constraint') return []
    const { kind, validates, enforced } = change.constraint
    if (kind === 'foreign-key' && !validates && enforced) return [FOREIGN_KEY_NOT_VALID]
    return kind === 'exclude' ? [EXCLUDE_OF_PARTITIONED] : []
  })
}

const IDENTITY_OF_PARTITIONED: Feature = {
  name: 'An identity column added to a partitioned table',
  since: 17,
  instead: 'ADD COLUMN without it, then ALTER COLUMN … SET DEFAULT nextval() of a sequence.',
}
const EXCLUDE_OF_PARTITIONED: Feature = {
  name: 'EXCLUDE on a partitioned table',
  since: 17,
  instead: 'The constraint on each partition.',
}
const FOREIGN_KEY_NOT_VALID: Feature = {
  name: 'A foreign key of a partitioned table with NOT VALID',
  since: 18,
  instead:
    'The foreign key NOT VALID on each partition, VALIDATE there, and then on the partitioned table, which finds them.',
}
