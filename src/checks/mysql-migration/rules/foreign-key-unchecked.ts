import type { Hit, MysqlRule } from './rule.ts'
import { tableName } from './words.ts'

/** Silent for a table that the same file makes: it has no rows. */
export const foreignKeyUnchecked: MysqlRule = {
  name: 'foreign-key-unchecked',
  title: 'Foreign key added with foreign_key_checks off',
  severity: 'warning',
  why: 'In place, and no row that is there is ever compared: orphans stay, the constraint says there are none, and nothing will find them later.',
  fix: 'Stop writes to both tables, count the orphans (0), add the key, turn the checks on again, on a connection of its own.',
  sameAs: [],
  find: (step) =>
    !step.shared || step.session.foreignKeyChecks
      ? []
      : (step.alter?.actions ?? []).flatMap((action): Hit[] =>
          action.type === 'add-foreign-key'
            ? [
                {
                  place: { start: action.start, end: action.end },
                  message: `Rows of ${tableName(step)} that reference nothing in \`${action.key.table}\` stay, and nothing says so.`,
                  fix: {
                    description: `First: SELECT count(*) FROM ${tableName(step)} c LEFT JOIN \`${action.key.table}\` p ON … WHERE p.… IS NULL AND c.\`${action.key.columns[0] ?? ''}\` IS NOT NULL; expect 0, then suppress this with that reason.`,
                  },
                },
              ]
            : [],
        ),
}
