import { quoted } from '../ast.ts'
import type { Write } from '../change.ts'
import { isBounded } from '../bounded-write.ts'
import { outsideTransaction } from '../outside-transaction.ts'
import { changesTo, type Step } from '../step.ts'
import type { Hit, MigrationRule } from './rule.ts'

const VERBS = { update: 'UPDATE', delete: 'DELETE FROM', merge: 'MERGE INTO', insert: 'INSERT INTO' } as const

/**
 * What counts as bounded is said in `bounded-write.ts`. In a DO block, and in a function or procedure of the files that a statement calls, a write must be bounded too, and one in a loop must be
 * committed in that loop: without COMMIT all batches are one transaction. The engine cannot show it: on its empty tables an
 * UPDATE takes ROW EXCLUSIVE whatever it would touch.
 */
export const unbatchedWrite: MigrationRule = {
  name: 'unbatched-write',
  title: 'UPDATE or DELETE of a whole table in one statement',
  severity: 'error',
  why: 'Every row it touches stays locked until the transaction ends, the write-ahead log and the replicas fall behind, and the dead rows bloat the table. On a large table that is hours.',
  fix: 'Go through the table by ranges of its key, a few thousand rows at a time, each batch its own transaction, outside the migration or in a DO block with COMMIT that runs outside a transaction.',
  sameAs: [],
  find(step) {
    return changesTo(step, 'write').flatMap((write) => {
      if (write.verb === 'insert') return []
      const fault = faultOf(step, write)
      return fault === undefined ? [] : [{ message: fault, basis: 'parsed', fix: fixFor(step, write) } satisfies Hit]
    })
  },
}

function faultOf(step: Step, write: Write): string | undefined {
  const inside = write.routine === undefined ? '' : ` in ${write.routine}()`
  const name = `${VERBS[write.verb]} "${write.table}"${inside}`
  if (!isBounded(write, step.schema))
    return `${name} can touch every row in one transaction: nothing in it says how many at most.`
  if (write.loop === 'uncommitted')
    return `${name} goes in batches, but the loop never commits: all batches are one transaction that keeps its row locks to the end.`
  if (write.loop === 'committed' && step.statement.transaction !== null)
    return `${name} commits in its loop, but ${step.statement.kind === 'DoStmt' ? 'the DO block' : 'the call'} runs inside a transaction, where COMMIT is refused.`
  return undefined
}

function fixFor(step: Step, { verb, table, loop }: Write): NonNullable<Hit['fix']> {
  const outside = outsideTransaction(step.file.migration)
  const what = step.statement.kind === 'DoStmt' ? 'the DO block' : 'the CALL'
  if (loop === 'committed') return { description: `Run ${what} ${outside}.` }
  if (loop === 'uncommitted')
    return {
      description: `COMMIT at the end of each turn of the loop${step.statement.kind === 'DoStmt' ? '' : ', in a procedure'}, and run ${what} ${outside}.`,
    }
  const key = keyOf(step, table)
  return {
    description: `${VERBS[verb]} ${quoted(table)} … WHERE ${quoted(key)} > <last> AND ${quoted(key)} <= <last> + 5000 in a loop that commits after each batch: from the application, or a DO block ${outside}.`,
  }
}

/** The table's single key column, or `id` when it has none that is known. */
function keyOf(step: Step, table: string): string {
  const key = step.schema.tables.get(table)?.constraints.find((constraint) => constraint.kind === 'primary-key')
  return key?.columns.length === 1 ? (key.columns[0] ?? 'id') : 'id'
}
