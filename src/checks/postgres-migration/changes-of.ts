import type { Node } from '@pgsql/types'
import { allOf, as, nameOf, relationName, words } from './ast.ts'
import { alterTableChanges } from './alter-table-changes.ts'
import type { Change } from './change.ts'
import { columnChanges, constraintOf } from './column-changes.ts'
import type { Statement } from './migration.ts'
import { otherLocks } from './other-locks.ts'
import { writesOf } from './writes-of.ts'

/** Reads what a statement does from its tree. A statement that changes nothing a rule asks about gives an empty list. */
export function changesOf(statement: Pick<Statement, 'kind' | 'node'>): Change[] {
  const read = READERS[statement.kind]
  return [...(read?.(statement.node) ?? otherLocks(statement.node)), ...writesOf(statement.node)]
}

const READERS: Readonly<Record<string, (node: Node) => Change[]>> = {
  CreateStmt: createTable,
  CreateTableAsStmt(node) {
    const create = as(node, 'CreateTableAsStmt')
    const into = create?.into?.rel
    const materializedView = create?.objtype === 'OBJECT_MATVIEW'
    return [
      { type: 'create-table-as', table: relationName(into), temporary: into?.relpersistence === 't', materializedView },
    ]
  },
  SelectStmt(node) {
    const select = as(node, 'SelectStmt')
    const into = select?.intoClause?.rel
    if (into !== undefined)
      return [
        {
          type: 'create-table-as',
          table: relationName(into),
          temporary: into.relpersistence === 't',
          materializedView: false,
        },
      ]
    return allOf(select?.targetList, 'ResTarget').flatMap((target) => setConfig(target.val))
  },
  ViewStmt(node) {
    return [{ type: 'create-view', view: relationName(as(node, 'ViewStmt')?.view) }]
  },
  AlterTableStmt: alterTableChanges,
  IndexStmt(node) {
    const index = as(node, 'IndexStmt')
    if (index === undefined) return []
    const columns = allOf(index.indexParams, 'IndexElem').map((element) => element.name ?? null)
    return [
      {
        type: 'create-index',
        concurrent: index.concurrent === true,
        ifNotExists: index.if_not_exists === true,
        only: index.relation?.inh !== true,
        index: {
          ...(index.idxname === undefined ? {} : { name: index.idxname }),
          ...(index.whereClause === undefined ? {} : { predicate: index.whereClause }),
          table: relationName(index.relation),
          columns,
          unique: index.unique === true,
          method: index.accessMethod ?? 'btree',
        },
      },
    ]
  },
  ReindexStmt(node) {
    const reindex = as(node, 'ReindexStmt')
    const concurrent = allOf(reindex?.params, 'DefElem').some((option) => option.defname === 'concurrently')
    return [
      {
        type: 'reindex',
        target: REINDEXED[reindex?.kind ?? ''] ?? 'database',
        name: reindex?.relation ? relationName(reindex.relation) : (reindex?.name ?? ''),
        concurrent,
      },
    ]
  },
  DropStmt: drop,
  RenameStmt: rename,
  AlterObjectSchemaStmt(node) {
    const move = as(node, 'AlterObjectSchemaStmt')
    if (move?.objectType !== 'OBJECT_TABLE') return []
    return [
      {
        type: 'move-table',
        table: relationName(move.relation),
        to: nameOf([move.newschema ?? '', move.relation?.relname ?? '']),
      },
    ]
  },
  CreateDomainStmt(node) {
    const domain = as(node, 'CreateDomainStmt')
    const kinds = allOf(domain?.constraints, 'Constraint').map((constraint) => constraint.contype)
    const constrained = kinds.some((kind) => kind === 'CONSTR_CHECK' || kind === 'CONSTR_NOTNULL')
    return [
      {
        type: 'create-domain',
        name: nameOf(words(domain?.domainname)),
        constrained,
        hasDefault: kinds.includes('CONSTR_DEFAULT'),
      },
    ]
  },
  CreateFunctionStmt(node) {
    const create = as(node, 'CreateFunctionStmt')
    const option = allOf(create?.options, 'DefElem').find((element) => element.defname === 'volatility')
    const word = as(option?.arg, 'String')?.sval
    return [
      {
        type: 'create-function',
        name: nameOf(words(create?.funcname)),
        volatility: word === 'stable' || word === 'immutable' ? word : 'volatile',
      },
    ]
  },
  VariableSetStmt(node) {
    const set = as(node, 'VariableSetStmt')
    if (set?.kind === 'VAR_RESET_ALL') return [{ type: 'set', name: 'all', value: undefined, local: false }]
    const value = allOf(set?.args, 'A_Const').map((constant) => constantText(constant))[0]
    return [
      {
        type: 'set',
        name: set?.name ?? '',
        value: set?.kind === 'VAR_SET_VALUE' ? value : undefined,
        local: set?.is_local === true,
      },
    ]
  },
}

const REINDEXED: Readonly<Record<string, Extract<Change, { type: 'reindex' }>['target']>> = {
  REINDEX_OBJECT_INDEX: 'index',
  REINDEX_OBJECT_TABLE: 'table',
  REINDEX_OBJECT_SCHEMA: 'schema',
  REINDEX_OBJECT_SYSTEM: 'system',
}

function createTable(node: Node): Change[] {
  const create = as(node, 'CreateStmt')
  const table = relationName(create?.relation)
  const parts = allOf(create?.tableElts, 'ColumnDef').map((definition) =>
    columnChanges(table, definition, 'create-table'),
  )
  const constraints = [...allOf(create?.tableElts, 'Constraint'), ...allOf(create?.constraints, 'Constraint')]
  return [
    {
      type: 'create-table',
      table,
      columns: parts.map((part) => part.column),
      temporary: create?.relation?.relpersistence === 't',
      partitioned: create?.partspec !== undefined,
      parents: allOf(create?.inhRelations, 'RangeVar').map(relationName),
      partition: create?.partbound !== undefined,
      defaultPartition: create?.partbound?.is_default === true,
      ifNotExists: create?.if_not_exists === true,
    },
    ...parts.flatMap((part) => part.constraints),
    ...constraints.flatMap((constraint): Change[] => {
      const read = constraintOf(constraint)
      return read === undefined ? [] : [{ type: 'add-constraint', table, constraint: read, inside: 'create-table' }]
    }),
  ]
}

function drop(node: Node): Change[] {
  const statement = as(node, 'DropStmt')
  if (statement?.removeType === 'OBJECT_SCHEMA')
    return words(statement.objects).map((schema) => ({ type: 'drop-schema', schema }))
  const names = allOf(statement?.objects, 'List').map((list) => words(list.items))
  if (statement?.removeType === 'OBJECT_TABLE')
    return names.map((parts) => ({ type: 'drop-table', table: nameOf(parts) }))
  if (statement?.removeType === 'OBJECT_INDEX') {
    return names.map((parts) => ({
      type: 'drop-index',
      name: nameOf(parts),
      concurrent: statement.concurrent === true,
      ifExists: statement.missing_ok === true,
    }))
  }
  const onTable =
    statement?.removeType === 'OBJECT_TRIGGER' ||
    statement?.removeType === 'OBJECT_POLICY' ||
    statement?.removeType === 'OBJECT_RULE'
  return onTable
    ? names.map((parts) => ({ type: 'lock', table: nameOf(parts.slice(0, -1)), mode: 'ACCESS EXCLUSIVE' }))
    : []
}

function rename(node: Node): Change[] {
  const statement = as(node, 'RenameStmt')
  const name = relationName(statement?.relation)
  const to = statement?.newname ?? ''
  if (statement?.renameType === 'OBJECT_TABLE')
    return [{ type: 'rename-table', table: name, to: nameOf([statement.relation?.schemaname ?? '', to]) }]
  if (statement?.renameType === 'OBJECT_INDEX') return [{ type: 'rename-index', name, to }]
  if (statement?.renameType === 'OBJECT_COLUMN' && statement.relationType === 'OBJECT_TABLE') {
    return [{ type: 'rename-column', table: name, column: statement.subname ?? '', to }]
  }
  return statement?.renameType === 'OBJECT_TABCONSTRAINT' || statement?.renameType === 'OBJECT_TRIGGER'
    ? [{ type: 'lock', table: name, mode: 'ACCESS EXCLUSIVE' }]
    : []
}

/** `SELECT set_config('name', 'value', local)` is SET in another spelling. */
function setConfig(node: Node | undefined): Change[] {
  const call = as(node, 'FuncCall')
  if (words(call?.funcname).at(-1) !== 'set_config') return []
  const [name, value, local] = allOf(call?.args, 'A_Const')
  if (name === undefined || value === undefined) return []
  const isLocal = local !== undefined && 'boolval' in local && local.boolval?.boolval === true
  return [{ type: 'set', name: constantText(name) ?? '', value: constantText(value), local: isLocal }]
}

function constantText(
  constant: { ival?: { ival?: number }; sval?: { sval?: string }; fval?: { fval?: string } } | object,
): string | undefined {
  if ('sval' in constant) return constant.sval?.sval ?? ''
  if ('fval' in constant) return constant.fval?.fval
  return 'ival' in constant ? String(constant.ival?.ival ?? 0) : undefined
}
