import type { StatementTrace, Trace } from '../finding.ts'
import { makeLocator } from '../locate.ts'
import type { FileRun } from './run-file.ts'

/** SQLite locks the whole file for whoever writes, so there are no locks to tell apart: `locks` is empty. */
export function traceOf({ source, steps, wrapped }: FileRun, engine: string): Trace {
  const { position } = makeLocator(source.text)
  return {
    path: source.path,
    engine,
    statements: steps.map(({ start, end, text, ms, error, inTransaction }): StatementTrace => ({
      sql: text.slice(0, 400),
      start: position(start),
      end: position(end),
      outcome: error === undefined ? 'executed' : 'failed',
      transaction: wrapped || inTransaction ? 1 : null,
      ms: Math.round(ms * 1000) / 1000,
      locks: [],
      rewrites: [],
      scans: [],
      notices: [],
      ...(error !== undefined && { error: { code: 'SQLITE_ERROR', message: error } }),
    })),
  }
}
