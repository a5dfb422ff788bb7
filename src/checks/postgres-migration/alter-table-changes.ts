import type { AlterTableCmd, Node } from '@pgsql/types'
import type { LockMode } from '../finding.ts'
import { allOf, as, relationName, typeRef } from './ast.ts'
import type { Change } from './change.ts'
import { columnChanges, constraintOf } from './column-changes.ts'

/** The commands of one ALTER TABLE, in the order written. Views and indexes are not looked at. */
export function alterTableChanges(node: Node): Change[] {
  const alter = as(node, 'AlterTableStmt')
  if (alter?.objtype !== 'OBJECT_TABLE') return []
  const table = relationName(alter.relation)
  return allOf(alter.cmds, 'AlterTableCmd').flatMap((command) => changesOfCommand(table, command))
}

function changesOfCommand(table: string, command: AlterTableCmd): Change[] {
  const name = command.name ?? ''
  switch (command.subtype) {
    case 'AT_AddColumn': {
      const definition = as(command.def, 'ColumnDef')
      if (definition === undefined) return []
      const { column, constraints } = columnChanges(table, definition, 'add-column')
      return [{ type: 'add-column', table, column, ifNotExists: command.missing_ok === true }, ...constraints]
    }
    case 'AT_DropColumn':
      return [{ type: 'drop-column', table, column: name }]
    case 'AT_AlterColumnType': {
      const definition = as(command.def, 'ColumnDef')
      const using = definition?.raw_default
      return [
        {
          type: 'change-type',
          table,
          column: name,
          to: typeRef(definition?.typeName),
          ...(using === undefined ? {} : { using }),
        },
      ]
    }
    case 'AT_SetNotNull':
      return [{ type: 'set-not-null', table, column: name }]
    case 'AT_DropNotNull':
      return [{ type: 'drop-not-null', table, column: name }]
    case 'AT_AddConstraint': {
      const node = as(command.def, 'Constraint')
      const constraint = node === undefined ? undefined : constraintOf(node)
      return constraint === undefined ? [] : [{ type: 'add-constraint', table, constraint, inside: 'alter-table' }]
    }
    case 'AT_ValidateConstraint':
      return [{ type: 'validate-constraint', table, name }]
    case 'AT_DropConstraint':
      return [{ type: 'drop-constraint', table, name }]
    case 'AT_AttachPartition': {
      const attached = as(command.def, 'PartitionCmd')
      return [
        {
          type: 'attach-partition',
          table,
          partition: relationName(attached?.name),
          default: attached?.bound?.is_default === true,
        },
      ]
    }
    case 'AT_DetachPartition': {
      const partition = as(command.def, 'PartitionCmd')
      return [
        {
          type: 'detach-partition',
          table,
          partition: relationName(partition?.name),
          concurrent: partition?.concurrent === true,
        },
      ]
    }
    default:
      return [{ type: 'lock', table, mode: LIGHTER[command.subtype ?? ''] ?? 'ACCESS EXCLUSIVE' }]
  }
}

/**
 * Commands that take less than ACCESS EXCLUSIVE, from the page of ALTER TABLE in the manual. SET of storage parameters is
 * SHARE UPDATE EXCLUSIVE for fillfactor, toast and autovacuum parameters, which is all of them but `user_catalog_table`.
 */
const LIGHTER: Readonly<Record<string, LockMode>> = {
  AT_SetStatistics: 'SHARE UPDATE EXCLUSIVE',
  AT_SetOptions: 'SHARE UPDATE EXCLUSIVE',
  AT_ResetOptions: 'SHARE UPDATE EXCLUSIVE',
  AT_ClusterOn: 'SHARE UPDATE EXCLUSIVE',
  AT_DropCluster: 'SHARE UPDATE EXCLUSIVE',
  AT_SetRelOptions: 'SHARE UPDATE EXCLUSIVE',
  AT_ResetRelOptions: 'SHARE UPDATE EXCLUSIVE',
  AT_DetachPartitionFinalize: 'SHARE UPDATE EXCLUSIVE',
  AT_EnableTrig: 'SHARE ROW EXCLUSIVE',
  AT_EnableAlwaysTrig: 'SHARE ROW EXCLUSIVE',
  AT_EnableReplicaTrig: 'SHARE ROW EXCLUSIVE',
  AT_DisableTrig: 'SHARE ROW EXCLUSIVE',
  AT_EnableTrigAll: 'SHARE ROW EXCLUSIVE',
  AT_DisableTrigAll: 'SHARE ROW EXCLUSIVE',
  AT_EnableTrigUser: 'SHARE ROW EXCLUSIVE',
  AT_DisableTrigUser: 'SHARE ROW EXCLUSIVE',
}
