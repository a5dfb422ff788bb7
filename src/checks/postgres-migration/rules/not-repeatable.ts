import { as } from '../ast.ts'
import type { Change } from '../change.ts'
import type { Statement } from '../migration.ts'
import type { Step } from '../step.ts'
import type { MigrationRule } from './rule.ts'

/**
 * Off unless asked for: some tools take a half applied file up where it failed. What is left when it fails is undone within one
 * transaction, so that only what is committed by itself, or before something else, is asked for.
 */
export const notRepeatable: MigrationRule = {
  name: 'not-repeatable',
  title: 'A statement that fails when the file is run again',
  severity: 'note',
  enabled: false,
  why: 'The file does not run as one transaction. When a later statement fails, this one stays; run again, the file now fails here, and somebody has to take it apart by hand in production.',
  fix: 'IF NOT EXISTS, IF EXISTS or OR REPLACE; DROP … IF EXISTS before what has none of them. Or one transaction for all of it.',
  sameAs: ['squawk:prefer-robust-stmts'],
  find(step) {
    if (isUndone(step)) return []
    const missing = missingIn(step)
    if (missing === undefined) return []
    return [
      {
        message: 'If the file fails after this statement and is run again, it fails here.',
        basis: 'parsed',
        fix: { description: missing },
      },
    ]
  },
}

/** A failure takes it back: it stands in the last transaction of the file, or is the only statement there is. */
function isUndone({ statement, file, changes }: Step): boolean {
  if (changes.some((change) => 'concurrent' in change && change.concurrent)) return false
  const { count, last, lastElsewhere } = endOf(file)
  if (statement.transaction === null) return count === 0 || (count === 1 && last === statement)
  const other = last?.transaction === statement.transaction ? lastElsewhere : last
  return other === undefined || other.start <= statement.start
}

interface End {
  /** Statements that do something. */
  count: number
  last: Statement | undefined
  /** The last one that is in another transaction than the last. */
  lastElsewhere: Statement | undefined
}

const ends = new WeakMap<Step['file']['all'], End>()

/** Found once for a file: to look for it at each statement takes the square of their number. */
function endOf({ all }: Step['file']): End {
  const known = ends.get(all)
  if (known !== undefined) return known
  const real = all
    .map(({ statement }) => statement)
    .filter(({ kind }) => !/^(?:TransactionStmt|VariableSetStmt)$/.test(kind))
  const last = real.at(-1)
  const found = {
    count: real.length,
    last,
    lastElsewhere: real.findLast(({ transaction }) => transaction !== last?.transaction),
  }
  ends.set(all, found)
  return found
}

function missingIn(step: Step): string | undefined {
  const { node } = step.statement
  const create = as(node, 'CreateStmt')
  if (create !== undefined && create.if_not_exists !== true && create.oncommit !== 'ONCOMMIT_DROP')
    return 'CREATE TABLE IF NOT EXISTS.'
  const drop = as(node, 'DropStmt')
  if (drop !== undefined && drop.missing_ok !== true) return 'DROP … IF EXISTS.'
  if (as(node, 'CreateEnumStmt') ?? as(node, 'CompositeTypeStmt') ?? as(node, 'CreateDomainStmt'))
    return 'DROP TYPE IF EXISTS before it, while nothing uses it; or BEGIN and COMMIT around the file.'
  for (const change of step.changes) {
    const missing = missingFor(change, step)
    if (missing !== undefined) return missing
  }
  const commands = as(node, 'AlterTableStmt')?.cmds ?? []
  const drops = commands.some((each) => {
    const command = as(each, 'AlterTableCmd')
    return /^AT_Drop(?:Column|Constraint)$/.test(command?.subtype ?? '') && command?.missing_ok !== true
  })
  return drops ? 'DROP COLUMN IF EXISTS, DROP CONSTRAINT IF EXISTS.' : undefined
}

function missingFor(change: Change, { file }: Step): string | undefined {
  const dropped = (test: (earlier: Change) => boolean): boolean =>
    file.earlier.some(({ changes }) => changes.some(test))
  switch (change.type) {
    case 'add-column':
      return change.ifNotExists ? undefined : 'ADD COLUMN IF NOT EXISTS.'
    case 'create-index': {
      const { name } = change.index
      if (change.ifNotExists || name === undefined) return undefined
      if (dropped((earlier) => earlier.type === 'drop-index' && earlier.name.split('.').at(-1) === name))
        return undefined
      return change.concurrent
        ? `DROP INDEX CONCURRENTLY IF EXISTS before it: what a failed build leaves is invalid, and IF NOT EXISTS would keep it.`
        : 'CREATE INDEX IF NOT EXISTS.'
    }
    case 'add-constraint': {
      const { name } = change.constraint
      const isDropped = dropped(
        (earlier) => earlier.type === 'drop-constraint' && earlier.table === change.table && earlier.name === name,
      )
      return change.inside !== 'alter-table' || isDropped
        ? undefined
        : 'ALTER TABLE … DROP CONSTRAINT IF EXISTS before it.'
    }
    case 'rename-table':
    case 'rename-column':
    case 'rename-index':
      return 'A rename has no IF EXISTS for the new name: put it alone in a file, or into one transaction with what follows.'
    default:
      return undefined
  }
}
