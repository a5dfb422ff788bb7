import type { Node, VacuumStmt } from '@pgsql/types'
import { LOCK_MODES, type LockMode } from '../finding.ts'
import { allOf, as, relationName, words, nameOf } from './ast.ts'
import type { Change } from './change.ts'

/** Table locks of the statements that no rule looks at more closely. Modes are those of the manual, chapter 13.3.1 (explicit locking). */
export function otherLocks(node: Node): Change[] {
  const lock = (table: string, mode: LockMode): Change => ({ type: 'lock', table, mode })
  const truncate = as(node, 'TruncateStmt')
  if (truncate !== undefined)
    return allOf(truncate.relations, 'RangeVar').map((relation) => lock(relationName(relation), 'ACCESS EXCLUSIVE'))
  const explicit = as(node, 'LockStmt')
  if (explicit !== undefined) {
    const mode = LOCK_MODES[(explicit.mode ?? 8) - 1] ?? 'ACCESS EXCLUSIVE'
    return allOf(explicit.relations, 'RangeVar').map((relation) => lock(relationName(relation), mode))
  }
  const trigger = as(node, 'CreateTrigStmt')
  if (trigger !== undefined) return [lock(relationName(trigger.relation), 'SHARE ROW EXCLUSIVE')]
  const policy = as(node, 'CreatePolicyStmt') ?? as(node, 'AlterPolicyStmt')
  if (policy !== undefined) return [lock(relationName(policy.table), 'ACCESS EXCLUSIVE')]
  const rule = as(node, 'RuleStmt')
  if (rule !== undefined) return [lock(relationName(rule.relation), 'ACCESS EXCLUSIVE')]
  const cluster = as(node, 'ClusterStmt')
  if (cluster?.relation !== undefined) return [lock(relationName(cluster.relation), 'ACCESS EXCLUSIVE')]
  const refresh = as(node, 'RefreshMatViewStmt')
  if (refresh !== undefined)
    return [lock(relationName(refresh.relation), refresh.concurrent === true ? 'EXCLUSIVE' : 'ACCESS EXCLUSIVE')]
  const vacuum = as(node, 'VacuumStmt')
  if (vacuum !== undefined) {
    const mode = isVacuumFull(vacuum) ? 'ACCESS EXCLUSIVE' : 'SHARE UPDATE EXCLUSIVE'
    return allOf(vacuum.rels, 'VacuumRelation').map((relation) => lock(relationName(relation.relation), mode))
  }
  const comment = as(node, 'CommentStmt')
  if (comment?.objtype === 'OBJECT_TABLE' || comment?.objtype === 'OBJECT_COLUMN') {
    const parts = words(as(comment.object, 'List')?.items)
    return [lock(nameOf(comment.objtype === 'OBJECT_COLUMN' ? parts.slice(0, -1) : parts), 'SHARE UPDATE EXCLUSIVE')]
  }
  return []
}

export function isVacuumFull({ options }: VacuumStmt): boolean {
  const full = allOf(options, 'DefElem').find(({ defname }) => defname === 'full')
  if (full === undefined) return false
  const number = as(full.arg, 'Integer')
  return number === undefined ? !/^(?:false|off)$/i.test(as(full.arg, 'String')?.sval ?? '') : (number.ival ?? 0) !== 0
}
