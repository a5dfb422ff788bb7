import { quoted } from '../ast.ts'
import { defaultName } from '../schema-model.ts'
import type { ChangeOf, Step } from '../step.ts'
import type { Hit } from './rule.ts'

/** The two steps that replace a constraint that is checked at once, with an edit where NOT VALID only has to be appended. */
export function constraintFix(
  step: Step,
  { table, constraint, inside }: ChangeOf<'add-constraint'>,
): NonNullable<Hit['fix']> {
  const on = `ALTER TABLE ${quoted(table)}`
  const name = quoted(constraint.name ?? defaultName(table, constraint))
  const what = constraint.kind === 'foreign-key' ? 'FOREIGN KEY … REFERENCES …' : 'CHECK (…)'
  const own = inside === 'add-column' ? 'Leave it out of ADD COLUMN, then ' : ''
  const description = `${own}${on} ADD CONSTRAINT ${name} ${what} NOT VALID, and in a later file ${on} VALIDATE CONSTRAINT ${name}.`
  const { statement, changes } = step
  const alone = statement.kind === 'AlterTableStmt' && changes.length === 1 && inside === 'alter-table'
  // A comment at the end would swallow the words.
  if (!alone || /--|\/\*/.test(statement.text)) return { description }
  return { description, edits: [{ start: statement.end, end: statement.end, text: ' NOT VALID' }] }
}
