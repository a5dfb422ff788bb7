import type { Down } from '../downs.ts'
import { type ParsedStatement, scanTokens } from '../parse.ts'
import { compareObjects, type DatabaseObject, type ObjectsDiffer, OBJECTS, readObjects } from './objects.ts'
import { refusalOf } from './refusals.ts'
import { serverRefusalOf } from './server-refusals.ts'
import { runQueries, type Session } from './session.ts'

/** What running a way back showed: `before` and `up` are the database before the migration and after it. */
export type DownRun =
  | { outcome: 'ran'; before: readonly DatabaseObject[]; up: readonly DatabaseObject[]; differ: ObjectsDiffer }
  | { outcome: 'failed'; at: ParsedStatement; code: string; message: string }
  | { outcome: 'not-run'; reason: string; remedy: string }

/**
 * All objects of the database; undefined when they could not be read. With an empty search path, so that every name in a definition has its
 * schema, whatever path a file has set; that path is put back. Throws EngineStopped.
 */
export async function objectsIn(session: Session): Promise<DatabaseObject[] | undefined> {
  const path = (await runQueries(session, ["select pg_catalog.current_setting('search_path')"])).at(-1)?.value
  const replies = await runQueries(session, [setPath(''), OBJECTS, setPath(path ?? '')])
  return readObjects(replies[1]?.value)
}

const setPath = (path: string): string =>
  `select pg_catalog.set_config('search_path', '${path.replaceAll("'", "''")}', false)`

/**
 * Runs a way back right after its migration, in a transaction that is rolled back. CONCURRENTLY is left out, which no transaction takes
 * and which makes no difference to what there is in the end. Throws EngineStopped.
 */
export async function runDown(
  session: Session,
  { statements, problem }: Down,
  { before, up }: { before: readonly DatabaseObject[] | undefined; up: readonly DatabaseObject[] | undefined },
): Promise<DownRun> {
  if (before === undefined || up === undefined) return UNREADABLE
  if (problem !== undefined)
    return { outcome: 'not-run', reason: `it cannot be read: ${problem.message}`, remedy: 'mend it' }
  const { rights } = session
  const refusal = statements
    .map((statement) => (rights === undefined ? refusalOf(statement) : serverRefusalOf(statement, rights)))
    .find((gap) => gap !== undefined)
  if (refusal !== undefined) return { outcome: 'not-run', ...refusal }
  await runQueries(session, ['RESET ALL', 'BEGIN'])
  try {
    for (const statement of statements.filter(changesNoTransaction)) {
      const error = (await runQueries(session, [withoutConcurrently(statement)])).at(-1)?.error
      if (error === undefined) continue
      if (ALONE.has(error.code))
        return {
          outcome: 'not-run',
          reason: `it cannot be run in a transaction: ${error.message}`,
          remedy: 'try it on a copy of the database',
        }
      // A user's server lacks what was refused of the way up.
      if (session.refused && rights !== undefined)
        return {
          outcome: 'not-run',
          reason: `it failed after a statement that was not run on the server: ${error.message}`,
          remedy: 'check the file without --database-url',
        }
      return { outcome: 'failed', at: statement, code: error.code, message: error.message }
    }
    const after = await objectsIn(session)
    if (after === undefined)
      return {
        outcome: 'not-run',
        reason: 'what it left could not be read',
        remedy: 'try it on a copy of the database',
      }
    return { outcome: 'ran', before, up, differ: compareObjects(before, after) }
  } finally {
    if (session.open) await runQueries(session, ['ROLLBACK'])
  }
}

const UNREADABLE: DownRun = {
  outcome: 'not-run',
  reason: 'the objects of the database could not be read',
  remedy: 'try it on a copy of the database',
}

/** active_sql_transaction, invalid_transaction_termination and unsafe_new_enum_value_usage. */
const ALONE = new Set(['25001', '2D000', '55P04'])

const changesNoTransaction = ({ kind }: ParsedStatement): boolean => kind !== 'TransactionStmt'

function withoutConcurrently({ text }: ParsedStatement): string {
  const token = scanTokens(text)?.find((each) => each.kind === 'word' && each.text.toLowerCase() === 'concurrently')
  return token === undefined ? text : `${text.slice(0, token.start)}${text.slice(token.end)}`
}
