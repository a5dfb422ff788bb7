import type { RangeVar } from '@pgsql/types'
import { relationName } from '../ast.ts'
import type { Change } from '../change.ts'
import { listed } from '../evidence.ts'
import { tableOfIndex } from '../schema-model.ts'
import { isShared, type Step } from '../step.ts'
import type { MigrationRule } from './rule.ts'

/** A file with more statements is a dump, or one somebody generated. */
const MOST_STATEMENTS = 200

/**
 * Tables that were there before belong together when a statement of the file names both (a foreign key, a backfill, a view), when
 * columns of the same name are changed in both, or when the same kind of thing is done to both. What the file makes anew is not counted.
 */
export const unrelatedChanges: MigrationRule = {
  name: 'unrelated-changes',
  title: 'Several unrelated changes in one file',
  severity: 'note',
  why: 'They are deployed, locked for and rolled back as one: when the second fails the first is undone or stays half applied, and neither can be taken back or reviewed alone.',
  fix: 'One logical change a file: what is reviewed, deployed and taken back together.',
  sameAs: [],
  oncePerFile: true,
  find(step) {
    const { all } = step.file
    if (all.length > MOST_STATEMENTS || !step.changes.some((change) => changedTable(change, step) !== undefined))
      return []
    const groups = groupsOf(step)
    const here = groups.findIndex((tables) =>
      step.changes.some((change) => tables.has(changedTable(change, step) ?? '')),
    )
    // Told where the second begins.
    if (groups.length < 2 || here !== 1) return []
    const names = groups.map((tables) => [...tables].map((table) => `"${table}"`).join(' with '))
    return [
      {
        message: `This file changes ${listed(names)}, and nothing in it connects them.`,
        basis: 'pattern',
        fix: { description: `A file for each: ${names.join('; ')}.` },
      },
    ]
  },
}

/** The changed tables of the file in groups that belong together, in the order of the file. */
function groupsOf(step: Step): Set<string>[] {
  const parents = new Map<string, string>()
  const rootOf = (name: string): string => {
    const parent = parents.get(name)
    return parent === undefined || parent === name ? name : rootOf(parent)
  }
  const join = (names: readonly string[]): void => {
    for (const name of names) parents.set(rootOf(name), rootOf(names[0] ?? name))
  }
  const changed = new Set<string>()
  for (const { statement, changes } of step.file.all) {
    const tables = changes.flatMap((change) => changedTable(change, step) ?? [])
    for (const table of tables) changed.add(table)
    join([...tables, ...relationsIn(statement.node)])
    for (const change of changes) {
      const table = changedTable(change, step)
      if (table !== undefined) join([table, ...likenesses(change)])
      if (change.type === 'rename-table' || change.type === 'move-table') join([change.table, change.to])
    }
  }
  const groups = new Map<string, Set<string>>()
  for (const table of changed) {
    const root = rootOf(table)
    groups.set(root, (groups.get(root) ?? new Set()).add(table))
  }
  return [...groups.values()]
}

/** Every relation that a tree names, those of FROM and REFERENCES included: the tree wraps some in a node and some not. */
function relationsIn(tree: unknown): string[] {
  if (tree === null || typeof tree !== 'object') return []
  const own = 'relname' in tree ? [relationName(tree as RangeVar)] : []
  return [...own, ...Object.values(tree).flatMap(relationsIn)]
}

/** Two changes with one of these in common are taken for parts of one. No table is called so: a name has no blank before it. */
function likenesses(change: Change): string[] {
  if (change.type === 'add-column') return [` column ${change.column.name}`]
  if ('column' in change && typeof change.column === 'string') return [` column ${change.column}`]
  if (change.type === 'create-index') return change.index.columns.map((column) => ` column ${column ?? ''}`)
  if (change.type === 'add-constraint') return change.constraint.columns.map((column) => ` column ${column}`)
  return [` ${change.type}`]
}

const CHANGES: ReadonlySet<Change['type']> = new Set([
  'add-column',
  'drop-column',
  'rename-column',
  'change-type',
  'set-not-null',
  'drop-not-null',
  'drop-constraint',
  'validate-constraint',
  'drop-table',
  'rename-table',
  'move-table',
  'detach-partition',
])

/** The table that a change is made to, when others use it: it was there before the file. */
function changedTable(change: Change, step: Step): string | undefined {
  const counts = CHANGES.has(change.type) || (change.type === 'add-constraint' && change.inside === 'alter-table')
  const table =
    change.type === 'create-index'
      ? change.index.table
      : change.type === 'drop-index'
        ? tableOfIndex(step.schema, change.name)
        : counts && 'table' in change
          ? change.table
          : undefined
  if (table === undefined || !isShared(step, table)) return undefined
  const isMade = step.file.all.some(({ changes }) =>
    changes.some((each) => (each.type === 'create-table' || each.type === 'create-table-as') && each.table === table),
  )
  return isMade ? undefined : table
}
