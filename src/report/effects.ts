import type { Lock, LockMode, StatementTrace } from '../checks/finding.ts'

/** What one statement does to a table that was there before. */
export interface Effect {
  /** A lock mode, `rewrite` or `scan`. */
  what: string
  /** The relations, joined by commas. */
  where: string
  /** For somebody who does not know lock modes by heart. */
  meaning: string
  weight: 'heavy' | 'medium' | 'light'
}

type Weighed = Pick<Effect, 'meaning' | 'weight'>
const BLOCKS_ALL: Weighed = { meaning: 'blocks reads and writes', weight: 'heavy' }
const BLOCKS_WRITES: Weighed = { meaning: 'blocks writes', weight: 'medium' }
const BLOCKS_SCHEMA: Weighed = { meaning: 'blocks schema changes', weight: 'light' }
const BLOCKS_NOBODY: Weighed = { meaning: '', weight: 'light' }

/** Strongest first. What waits: PostgreSQL manual, 13.3.1 Table-Level Locks, the table of conflicting lock modes. */
const LOCKS: readonly (readonly [LockMode, Weighed])[] = [
  ['ACCESS EXCLUSIVE', BLOCKS_ALL],
  ['EXCLUSIVE', BLOCKS_WRITES],
  ['SHARE ROW EXCLUSIVE', BLOCKS_WRITES],
  ['SHARE', BLOCKS_WRITES],
  ['SHARE UPDATE EXCLUSIVE', BLOCKS_SCHEMA],
  ['ROW EXCLUSIVE', BLOCKS_NOBODY],
  ['ROW SHARE', BLOCKS_NOBODY],
  ['ACCESS SHARE', BLOCKS_NOBODY],
]

/** Locks on existing tables, strongest first, then rewrites and scans. `statements` are those of the whole file. */
export function effectsOf(statement: StatementTrace, statements: readonly StatementTrace[]): Effect[] {
  const { rewrites, scans } = statement
  return [
    ...LOCKS.flatMap(([mode, weighed]) => lockEffects(statement, { mode, weighed, statements })),
    ...rewrites.map((where): Effect => ({ what: 'rewrite', where, meaning: 'writes every row anew', weight: 'heavy' })),
    ...scans.map(({ relation, detail }): Effect => ({
      what: 'scan',
      where: relation,
      meaning: detail,
      weight: 'medium',
    })),
  ]
}

interface OfMode {
  mode: LockMode
  weighed: Weighed
  statements: readonly StatementTrace[]
}

/** One effect for the locks of a mode that mean the same. */
function lockEffects(statement: StatementTrace, { mode, weighed, statements }: OfMode): Effect[] {
  const means = new Map<string, string[]>()
  for (const lock of statement.locks) {
    const counts = lock.existed && (lock.kind === 'table' || lock.kind === 'view')
    if (lock.mode !== mode || !counts) continue
    const when = lock.held ? `since ${takenAt(lock, statement, statements)}` : ''
    const meaning = `${meaningOf(lock, weighed, statement)} ${when}`.trim()
    means.set(meaning, [...(means.get(meaning) ?? []), lock.relation])
  }
  return [...means].map(([meaning, relations]) => ({ ...weighed, what: mode, where: relations.join(', '), meaning }))
}

/** Who waited, where somebody tried; else what the mode means. */
function meaningOf({ relation }: Lock, { meaning, weight }: Weighed, { blocks }: StatementTrace): string {
  if (blocks === undefined || weight === 'light') return meaning
  const { reader = false, writer = false } = blocks.find((each) => each.relation === relation) ?? {}
  if (reader) return writer ? 'a reader and a writer had to wait' : 'a reader had to wait'
  return writer ? 'a writer had to wait' : 'nobody had to wait'
}

/** Where in the same transaction a lock was taken. */
function takenAt(
  { relation, mode }: Lock,
  { transaction }: StatementTrace,
  statements: readonly StatementTrace[],
): string {
  const isIt = (lock: Lock): boolean => lock.relation === relation && lock.mode === mode && !lock.held
  const taker = statements.find((each) => each.transaction === transaction && each.locks.some(isIt))
  return taker === undefined ? 'before' : `line ${taker.start.line}`
}
