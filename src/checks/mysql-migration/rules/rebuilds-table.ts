import type { MysqlRule } from './rule.ts'
import { asksOnlineCopy, because, onTarget, tableName } from './words.ts'

/** Silent for a table that the same file makes. */
export const rebuildsTable: MysqlRule = {
  name: 'rebuilds-table',
  title: 'The table is built anew in place',
  severity: 'warning',
  why: 'Others can go on writing, but every row is written again: it needs as much space again, loads the disk for as long as it takes, and a replica begins when the primary is done.',
  fix: 'Where an instant form exists, take it; otherwise see to space and replicas, and name ALGORITHM=INPLACE, LOCK=NONE, so that the server refuses to do worse.',
  sameAs: [],
  find(step) {
    const { verdict, shared } = step
    const online = asksOnlineCopy(step)
    if (!shared || verdict === undefined || !(verdict.level === 'rebuild' || online)) return []
    const meanwhile = verdict.writes || online ? '' : ', and takes no writes meanwhile'
    return [
      {
        message: `${tableName(step)} is built anew ${onTarget(step)}${meanwhile}: ${because(step)}.`,
        evidence: verdict.source,
        fix: {
          description:
            'See to space for a second copy and to the replicas; split what is instant into an ALTER of its own.',
        },
      },
    ]
  },
}
