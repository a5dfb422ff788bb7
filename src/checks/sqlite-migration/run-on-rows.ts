import type { Source } from '../check.ts'
import { runFile, type FileRun, type Options } from './run-file.ts'
import { seed, type Kind, type Unfilled } from './seed.ts'
import type { Session } from './snapshot.ts'

/** A statement that rows refused which the tables allow. */
export interface Refused {
  start: number
  end: number
  error: string
}

export interface RunOnRows extends FileRun {
  /** Tables that the file is about and that could not be given rows. */
  unfilled: Unfilled[]
  refused: Refused | undefined
}

/** What depends on the values that rows hold. */
const BY_VALUE = /constraint failed|cannot store|datatype mismatch|malformed JSON|integer overflow/

/**
 * Runs a file with rows in the tables that it names, and leaves the database as the file leaves it without them. When a statement is refused
 * because of the rows, plainer ones are tried, so that values that were thought up are not taken for the file's fault.
 */
export async function runOnRows(session: Session, source: Source, options: Options): Promise<RunOnRows> {
  await session.engine.save(session.timeout())
  const except = new Set<string>()
  const attempt = async (kind: Kind): Promise<RunOnRows> => {
    await session.engine.restore(session.timeout())
    const unfilled = await seed(session, { text: source.text, kind, except, given: options.rows })
    return { ...(await runFile(session, source, options)), unfilled, refused: undefined }
  }
  let run = await attempt('any')
  for (let conflict = inConflict(run); conflict !== undefined && except.size < 10; conflict = inConflict(run)) {
    if (except.has(conflict)) break
    except.add(conflict)
    run = await attempt('any')
  }
  const result = await plainest(run, attempt)
  // What the next file finds: rows of the migrations and none of ours, unless the file cannot do without any.
  if (result.kind !== 'none' && result.run.after !== undefined) {
    const { after } = await attempt('none')
    if (after === undefined) await attempt(result.kind)
  }
  return result.run
}

/** The table whose made-up rows may stand in the way of rows that the file itself puts there. */
function inConflict({ steps }: FileRun): string | undefined {
  const { error = '', normalized = '' } = steps.at(-1) ?? {}
  const table = /UNIQUE constraint failed: (?:index '.*'|(.*?)\.[^.]*$)/.exec(error.split(', ')[0] ?? '')?.[1]
  return /^(?:INSERT|REPLACE)\b/.test(normalized) ? table?.toLowerCase() : undefined
}

async function plainest(
  run: RunOnRows,
  attempt: (kind: Kind) => Promise<RunOnRows>,
): Promise<{ run: RunOnRows; kind: Kind }> {
  const first = failureByValue(run)
  if (first === undefined) return { run, kind: 'any' }
  const kind = /malformed JSON/.test(first.error) ? 'json' : 'ordinary'
  const ordinary = await attempt(kind)
  if (isPast(ordinary, first)) return { run: { ...ordinary, refused: kind === 'json' ? undefined : first }, kind }
  const none = await attempt('none')
  // NULLs and duplicates are not in ordinary rows: what they are refused for fails on any table that is not empty.
  if (!isPast(none, first) || /(?:NOT NULL|UNIQUE) constraint/.test(failureByValue(ordinary)?.error ?? ''))
    return { run: ordinary, kind: 'ordinary' }
  return { run: { ...none, refused: first, unfilled: run.unfilled }, kind: 'none' }
}

/** Rows of ours all have their parents: what drops or deletes them is refused on any rows. */
function failureByValue({ steps }: FileRun): Refused | undefined {
  const failed = steps.at(-1)
  if (failed?.error === undefined || !BY_VALUE.test(failed.error)) return undefined
  if (failed.error.startsWith('FOREIGN KEY') && /^(?:DROP|DELETE|COMMIT|END)\b/.test(failed.normalized))
    return undefined
  return { start: failed.start, end: failed.end, error: failed.error }
}

const isPast = ({ steps }: FileRun, { start }: Refused): boolean =>
  steps.some((step) => step.start === start && step.error === undefined)
