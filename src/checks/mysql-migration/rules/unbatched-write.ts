import { isBounded } from '../bounded.ts'
import type { MysqlRule } from './rule.ts'

/** Silent for a table that the same file makes. */
export const unbatchedWrite: MysqlRule = {
  name: 'unbatched-write',
  title: 'UPDATE or DELETE of a whole table in one statement',
  severity: 'error',
  why: 'Every row it touches stays locked to the end (under REPEATABLE READ the gaps too), the undo log grows, and a replica stands still for as long as it took. On a large table that is hours.',
  fix: 'Go through the table by ranges of its primary key, a few thousand rows at a time, each batch its own transaction, outside the migration.',
  sameAs: [],
  find(step) {
    const { body } = step.statement
    if ((body.kind !== 'update' && body.kind !== 'delete') || !step.shared || isBounded(body, step.table)) return []
    const [table = ''] = body.tables
    const verb = body.kind === 'update' ? 'UPDATE' : 'DELETE FROM'
    return [
      {
        message: `${verb} \`${table}\` can touch every row in one transaction: nothing in it says how many at most.`,
        fix: {
          description: `${verb} \`${table}\` … WHERE id > <last> AND id <= <last> + 5000, committed batch by batch, from the application or a job.`,
        },
      },
    ]
  },
}
