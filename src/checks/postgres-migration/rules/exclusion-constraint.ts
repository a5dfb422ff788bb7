import { hitOn, joined, lockOnLine, scansOf } from '../evidence.ts'
import { changesTo } from '../step.ts'
import type { MigrationRule } from './rule.ts'

/** Also UNIQUE and PRIMARY KEY … WITHOUT OVERLAPS, which are exclusion constraints: no index can be prepared for them. */
export const exclusionConstraint: MigrationRule = {
  name: 'exclusion-constraint',
  title: 'Exclusion constraint on an existing table',
  severity: 'warning',
  why: 'Its index is built while nobody can read or write the table, and there is no other way: neither NOT VALID nor USING INDEX is there for it.',
  fix: 'Create a new table with the constraint, copy the rows in batches while a trigger writes to both, and exchange the two by name. On a small table add it with a lock_timeout at a quiet hour.',
  sameAs: ['eugene:E8'],
  find(step) {
    return changesTo(step, 'add-constraint').flatMap(({ table, constraint }) => {
      if (constraint.kind !== 'exclude' && !constraint.temporal) return []
      const scan = scansOf(step, 'build-index').find(({ relation }) => relation === table)
      const name = constraint.name === undefined ? '' : ` "${constraint.name}"`
      return [
        hitOn(
          joined(scan?.detail, lockOnLine(step, table, 'ACCESS EXCLUSIVE')),
          `The exclusion constraint${name} builds its index while nobody can read or write "${table}"`,
          {
            description:
              'Put it on a new table, copy the rows in batches and exchange the tables; if the table is small, suppress this finding with its size.',
          },
        ),
      ]
    })
  },
}
