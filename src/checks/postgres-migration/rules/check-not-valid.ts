import { hitOn, ranWhole, scansOf } from '../evidence.ts'
import { changesTo } from '../step.ts'
import { constraintFix } from './constraint-fix.ts'
import type { MigrationRule } from './rule.ts'

/** A check written behind a new column counts too: the server reads the whole table for it. */
export const checkNotValid: MigrationRule = {
  name: 'check-not-valid',
  title: 'Check constraint verified while the table is locked',
  severity: 'error',
  why: 'Adding a CHECK holds ACCESS EXCLUSIVE while the server reads every row: nobody reads or writes the table meanwhile.',
  fix: 'ADD CONSTRAINT … CHECK (…) NOT VALID, which is short, and VALIDATE CONSTRAINT in a later transaction, which lets reads and writes go on.',
  sameAs: ['squawk:constraint-missing-not-valid', 'eugene:E1'],
  find(step) {
    return changesTo(step, 'add-constraint').flatMap((change) => {
      const { table, constraint } = change
      if (constraint.kind !== 'check' || !constraint.validates) return []
      // A rewrite checks the rows on the way and says nothing of a scan.
      const scan = scansOf(step, 'verify')[0]
      if (ranWhole(step) && scan === undefined) return []
      const name = constraint.name === undefined ? 'The check' : `Check "${constraint.name}"`
      const message = `${name} reads all of "${table}" while nobody can read or write it`
      return [hitOn(scan?.detail, message, constraintFix(step, change))]
    })
  },
}
