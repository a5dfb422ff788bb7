import { quoted } from '../ast.ts'
import type { Constraint } from '../change.ts'
import { hitOn, lockLine, ranWhole, scansOf } from '../evidence.ts'
import { type ChangeOf, changesTo, type Step } from '../step.ts'
import { constraintFix } from './constraint-fix.ts'
import type { Hit, MigrationRule } from './rule.ts'

/**
 * Silent for a key behind a new column without a default: it holds only NULL, and the server knows. Also meant is VALIDATE in the
 * transaction that added the key: the SHARE ROW EXCLUSIVE locks of the first are then held during the scan of the second.
 */
export const foreignKeyNotValid: MigrationRule = {
  name: 'foreign-key-not-valid',
  title: 'Foreign key checked while writes wait',
  severity: 'error',
  why: 'Adding a foreign key takes SHARE ROW EXCLUSIVE on both tables and reads every row of the referencing one: writes to both wait until it is done.',
  fix: 'ADD CONSTRAINT … FOREIGN KEY … NOT VALID, which is short, and VALIDATE CONSTRAINT in a later transaction, which lets reads and writes go on.',
  sameAs: ['squawk:adding-foreign-key-constraint', 'squawk:constraint-missing-not-valid', 'eugene:E1'],
  find(step) {
    const added = changesTo(step, 'add-constraint').filter(
      ({ constraint }) => constraint.kind === 'foreign-key' && constraint.validates,
    )
    return [
      ...added.flatMap((change) => addedHit(step, change)),
      ...changesTo(step, 'validate-constraint').flatMap((change) => validatedHit(step, change)),
    ]
  },
}

function addedHit(step: Step, change: ChangeOf<'add-constraint'>): Hit[] {
  const { table, constraint } = change
  const scan = scansOf(step, 'validate-foreign-key')[0]
  if (scan === undefined && (ranWhole(step) || fillsNothing(step, change))) return []
  const message = `${label(constraint)} reads all of "${table}" while writes to it and to "${constraint.references}" wait`
  return [hitOn(scan?.detail, message, constraintFix(step, change))]
}

/** The key stands behind a new column that holds only NULL: the server does not look at the rows then. */
function fillsNothing(step: Step, { inside, constraint }: ChangeOf<'add-constraint'>): boolean {
  if (inside !== 'add-column') return false
  const added = step.changes.flatMap((change) => (change.type === 'add-column' ? [change.column] : []))
  const column = added.find(({ name }) => constraint.columns.includes(name))
  return column?.default === undefined && column?.generated === undefined && !column?.serial && !column?.identity
}

function label({ name, columns }: Constraint): string {
  return name === undefined ? `The foreign key on (${columns.join(', ')})` : `Foreign key "${name}"`
}

function validatedHit(step: Step, { table, name }: ChangeOf<'validate-constraint'>): Hit[] {
  const { transaction } = step.statement
  if (transaction === null) return []
  const added = step.file.earlier.some(
    (earlier) =>
      earlier.statement.transaction === transaction &&
      earlier.changes.some(
        (change) =>
          change.type === 'add-constraint' &&
          change.table === table &&
          change.constraint.kind === 'foreign-key' &&
          change.constraint.name === name,
      ),
  )
  if (!added) return []
  const held = step.executed?.locks.find(
    (lock) => lock.held && lock.mode === 'SHARE ROW EXCLUSIVE' && lock.relation === table,
  )
  const message = `VALIDATE of "${name}" reads all of "${table}" while the locks of ADD CONSTRAINT in the same transaction still keep writes waiting`
  const fix = {
    description: `Move ALTER TABLE ${quoted(table)} VALIDATE CONSTRAINT ${quoted(name)} to a later file, so that the lock of ADD CONSTRAINT ends first.`,
  }
  return [hitOn(held === undefined ? undefined : `${lockLine(held)}, held`, message, fix)]
}
