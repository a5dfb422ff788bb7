import { quoted } from '../ast.ts'
import { changesTo } from '../step.ts'
import type { MigrationRule } from './rule.ts'

/** Silent where the column may be NULL already, so that nothing changes. */
export const dropNotNull: MigrationRule = {
  name: 'drop-not-null',
  title: 'NOT NULL taken off a column',
  severity: 'warning',
  why: 'Every reader was promised a value: the running version of the application, reports and replicas meet NULL where they do not expect it. The way back is a scan of the table, and impossible once NULLs are in it.',
  fix: 'First release readers that cope with NULL, then drop the constraint. A value that is only unknown for a while is better a default or a column of its own.',
  sameAs: ['squawk:ban-drop-not-null'],
  find(step) {
    return changesTo(step, 'drop-not-null').flatMap(({ table, column }) => {
      const known = step.schema.tables.get(table)
      if (known?.complete === true && known.columns.get(column)?.notNull === false) return []
      return [
        {
          message: `Dropping NOT NULL lets "${table}"."${column}" be NULL for readers that were promised a value.`,
          basis: 'parsed' as const,
          fix: {
            description: `Release readers of ${quoted(table)}.${quoted(column)} that cope with NULL first; then drop the constraint, and suppress this finding with that reason.`,
          },
        },
      ]
    })
  },
}
