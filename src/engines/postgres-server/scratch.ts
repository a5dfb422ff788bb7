import type { SqlReply } from '../sql-engine.ts'
import type { Connection } from './connection.ts'

/** What the names of all scratch databases begin with. */
export const scratchPrefix = 'maifady_scratch_'
/** What the application names of all our sessions begin with. */
export const ours = 'maifady-mcp'

/** `token` is the run's own, unguessable: only what bears it was made by the run. */
export const scratchName = (token: string, ordinal: number): string => `${scratchPrefix}${token}_${ordinal}`

/** Milliseconds for making and for dropping one. */
const makeTimeout = 60_000
const dropTimeout = 15_000

/**
 * Makes an empty database. From template0, so that nothing of the server's own template is in it. One of that name is never there
 * unless somebody else made it: then it is refused by the server, and not ours to drop.
 */
export async function makeScratch(admin: Connection, name: string, timeout: number): Promise<SqlReply['error']> {
  const made = await admin.query(`CREATE DATABASE ${name} TEMPLATE template0`, Math.min(makeTimeout, timeout))
  if (made.error !== undefined) return made.error
  await admin.query(`COMMENT ON DATABASE ${name} IS '${comment}'`, makeTimeout)
  return undefined
}

const comment = 'scratch database of a run of maifady-mcp check; safe to drop when no run is going on'

/** Ends whoever is in it and drops it. Gives the server's reason when it could not. Throws ConnectionLost. */
export async function dropScratch(admin: Connection, name: string, major: number): Promise<string | undefined> {
  const ends = performance.now() + dropTimeout
  for (;;) {
    // FORCE came with 13.
    if (major < 13) await admin.query(endSessions(`datname = '${name}'`), dropTimeout)
    const sql = `DROP DATABASE IF EXISTS ${name}${major < 13 ? '' : ' WITH (FORCE)'}`
    const { error } = await admin.query(sql, Math.max(1, ends - performance.now()))
    if (error === undefined) return undefined
    // 55006: somebody is in it still, or came in again.
    if (error.code !== '55006' || ends - performance.now() < retryAfter) return error.message
    await new Promise((resolve) => setTimeout(resolve, retryAfter))
  }
}

const retryAfter = 250

/** Ends the sessions that `condition` on pg_stat_activity selects, and says how many there were. */
export function endSessions(condition: string): string {
  return `select pg_catalog.count(pg_catalog.pg_terminate_backend(pid)) from pg_catalog.pg_stat_activity
    where pid <> pg_catalog.pg_backend_pid() and ${condition}`
}

/**
 * Ends all other sessions of a run. One of them may be making a database just now, and goes on when its client is gone: first all are
 * gone, then it can be seen what there is.
 */
export async function endRun(admin: Connection, token: string): Promise<void> {
  const ends = performance.now() + endTimeout
  for (;;) {
    const { value } = await admin.query(endSessions(`application_name = '${ours} ${token}'`), endTimeout)
    if (value === undefined || value === '0' || performance.now() > ends) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Milliseconds. */
const endTimeout = 10_000

/** For the user, when a database stays behind. */
export function leftBehind(name: string, reason: string): string {
  return `the scratch database ${name} could not be dropped (${reason}); drop it with: DROP DATABASE IF EXISTS ${name}`
}
