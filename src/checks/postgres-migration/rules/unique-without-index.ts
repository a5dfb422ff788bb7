import { quoted } from '../ast.ts'
import type { Constraint } from '../change.ts'
import { hitOn, joined, lockOnLine, scansOf } from '../evidence.ts'
import { type ChangeOf, changesTo, type Step } from '../step.ts'
import type { Hit, MigrationRule } from './rule.ts'

/** Also UNIQUE and PRIMARY KEY behind a new column. An exclusion constraint has no concurrent way and a rule of its own. */
export const uniqueWithoutIndex: MigrationRule = {
  name: 'unique-without-index',
  title: 'Unique or primary key whose index is built under lock',
  severity: 'error',
  why: 'ADD UNIQUE and ADD PRIMARY KEY build their index while holding ACCESS EXCLUSIVE: nobody reads or writes the table until it is built.',
  fix: 'CREATE UNIQUE INDEX CONCURRENTLY first, then ADD CONSTRAINT … UNIQUE (or PRIMARY KEY) USING INDEX, which takes a moment.',
  sameAs: ['squawk:disallowed-unique-constraint', 'squawk:adding-serial-primary-key-field', 'eugene:E7'],
  find(step) {
    return changesTo(step, 'add-constraint').flatMap((change) => {
      const { table, constraint } = change
      const unique = constraint.kind === 'unique' || constraint.kind === 'primary-key'
      if (!unique || constraint.usingIndex !== undefined || constraint.temporal) return []
      return [hitFor(step, change, `${label(constraint)} builds its index while nobody can read or write "${table}"`)]
    })
  },
}

function hitFor(step: Step, change: ChangeOf<'add-constraint'>, message: string): Hit {
  const scan = scansOf(step, 'build-index').find(({ relation }) => relation === change.table)
  return hitOn(joined(scan?.detail, lockOnLine(step, change.table, 'ACCESS EXCLUSIVE')), message, {
    description: alternative(step, change),
  })
}

const word = (constraint: Constraint): string => (constraint.kind === 'unique' ? 'UNIQUE' : 'PRIMARY KEY')

function label(constraint: Constraint): string {
  return constraint.name === undefined
    ? `${word(constraint)} (${constraint.columns.join(', ')})`
    : `${word(constraint)} "${constraint.name}"`
}

function alternative(step: Step, { table, constraint }: ChangeOf<'add-constraint'>): string {
  const columns = constraint.columns.map(quoted).join(', ')
  const parts = constraint.kind === 'unique' ? [...constraint.columns, 'key'] : ['pkey']
  const index = quoted(constraint.name ?? [table.split('.').at(-1), ...parts].join('_'))
  if (step.schema.tables.get(table)?.partitioned === true) {
    return `"${table}" is partitioned, where USING INDEX is refused: CREATE UNIQUE INDEX … ON ONLY ${quoted(table)} (${columns}), then CREATE UNIQUE INDEX CONCURRENTLY on each partition and ALTER INDEX … ATTACH PARTITION.`
  }
  return `CREATE UNIQUE INDEX CONCURRENTLY ${index} ON ${quoted(table)} (${columns}) in a file of its own, then ALTER TABLE ${quoted(table)} ADD CONSTRAINT ${index} ${word(constraint)} USING INDEX ${index}.`
}
