import { isBounded, readsTable } from '../bounded-write.ts'
import type { Change } from '../change.ts'
import { listed } from '../evidence.ts'
import { isShared, type Step } from '../step.ts'
import type { MigrationRule } from './rule.ts'

const SCHEMA: ReadonlySet<Change['type']> = new Set([
  'add-column',
  'drop-column',
  'rename-column',
  'change-type',
  'drop-not-null',
  'rename-table',
])
const CONSTRAINT: ReadonlySet<Change['type']> = new Set(['add-constraint', 'validate-constraint', 'set-not-null'])

/**
 * Flagged at the statement that makes the mix: a backfill next to a schema change or a constraint on a table that was there
 * before. A schema change and a constraint without a backfill are left to the other rules, and rows addressed by key are none.
 */
export const mixedChange: MigrationRule = {
  name: 'mixed-change',
  title: 'Schema change, backfill or constraint in one file',
  severity: 'warning',
  why: 'A file that both changes the schema and moves data cannot be deployed in steps: the application has no moment in which it writes old and new, and a backfill that fails takes the schema change with it, or leaves it half applied.',
  fix: 'Three files and deploys: expand (add the column), backfill in batches, contract (constraint, NOT NULL, drop).',
  sameAs: [],
  oncePerFile: true,
  find(step) {
    const here = partsOf(step)
    if (here.size === 0) return []
    const parts = new Set([...step.file.earlier.flatMap((earlier) => [...partsOf(earlier)]), ...here])
    if (!parts.has(BACKFILL) || parts.size < 2) return []
    return [
      {
        message: `This file mixes ${listed([...parts])}, which need separate deploys.`,
        basis: 'parsed',
        fix: {
          description:
            'Split the file: the schema change first, the backfill in batches after its deploy, the constraint last.',
        },
      },
    ]
  },
}

const BACKFILL = 'a backfill'

function partsOf(step: Step): Set<string> {
  const parts = new Set<string>()
  for (const change of step.changes) {
    if (!('table' in change) || !isShared(step, change.table)) continue
    if (SCHEMA.has(change.type)) parts.add('a schema change')
    if (CONSTRAINT.has(change.type) && !(change.type === 'add-constraint' && change.inside !== 'alter-table'))
      parts.add('a constraint')
    if (change.type !== 'write') continue
    const moves =
      change.verb === 'insert'
        ? readsTable('selectStmt' in change.node ? change.node.selectStmt : undefined)
        : change.loop !== undefined || !isBounded(change, step.schema)
    if (moves) parts.add(BACKFILL)
  }
  return parts
}
