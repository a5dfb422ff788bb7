import type { SqlEngine } from '../../../engines/sql-engine.ts'
import type { Statement } from '../migration.ts'
import type { Names } from './names-made.ts'
import type { Gap } from './refusals.ts'

interface ServerError {
  code: string
  message: string
}

/** Codes for "does not exist": table, schema, other object, function, database. */
const missing = new Set(['42P01', '3F000', '42704', '42883', '3D000'])
/** Statements that fail on rows only because of rows which the migrations themselves put in. */
const changesSchema = /^(AlterTableStmt|IndexStmt|CreateStmt)$/

/**
 * Says why an error is not the file's own fault, or undefined when it is: something is missing that no file of the
 * directory makes, rows are missing, or the engine is at its limit. Classes of codes:
 * https://www.postgresql.org/docs/18/errcodes-appendix.html
 */
export function gapOf(
  error: ServerError,
  statement: Statement,
  { names: { made }, kind }: { names: Pick<Names, 'made'>; kind: SqlEngine['kind'] },
): Gap | undefined {
  const said = `the server said: ${error.message}`
  if (missing.has(error.code) && !/ of (?:relation|table) "/.test(error.message)) {
    const name = missingName(error.message)
    if (name !== undefined && made(name)) return undefined
    return {
      reason: `no file of this directory makes what it needs; ${said}`,
      remedy:
        'give the schema that was there before the first migration: --schema dump.sql, written with `pg_dump --schema-only`; or put it into a file that sorts first',
    }
  }
  if (/^(?:21|22|23|P0)/.test(error.code) && !changesSchema.test(statement.kind)) {
    return {
      reason: `it failed on the empty tables of the engine; ${said}`,
      remedy: 'let it succeed on an empty database too, or run it on a disposable server that has the rows',
    }
  }
  if (error.code.startsWith('54')) {
    return {
      reason: `it goes beyond a limit of the server; the server said: ${error.message}`,
      remedy:
        error.code === '54001'
          ? 'end the recursion of the function or trigger; if it does end, run the file where max_stack_depth is larger'
          : 'write it with smaller values, or fewer of them',
    }
  }
  if (/^(?:08|53|57|58|XX)/.test(error.code)) {
    return kind === 'server'
      ? { reason: `the server could not go on; ${said}`, remedy: 'look at the log of the server, and run it again' }
      : {
          reason: `the embedded engine is at its limit; ${said}`,
          remedy: 'run the file on a disposable PostgreSQL server',
        }
  }
  if (kind === 'server') return serverGap(error, said)
  return undefined
}

/** What is so only on this server: insufficient_privilege, and an extension that is not installed there (undefined_file). */
function serverGap({ code, message }: ServerError, said: string): Gap | undefined {
  if (code === '42501')
    return {
      reason: `the role that the database URL names may not do it; ${said}`,
      remedy: 'check the file without --database-url, or on a disposable server with a role that may',
    }
  if (code === '0A000' && message.startsWith('extension "'))
    return { reason: `the server lacks an extension; ${said}`, remedy: 'install it on the server' }
  return undefined
}

/** `relation "app.t" does not exist` and `function f(integer) does not exist` to the last part of the name. */
function missingName(message: string): string | undefined {
  const name = /"([^"]+)"/.exec(message)?.[1] ?? /^\w+ ([^\s(]+)\(/.exec(message)?.[1]
  return name?.split('.').at(-1)
}
