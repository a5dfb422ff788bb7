import { ConnectionLost } from './connection.ts'
import type { Connection } from './connection.ts'

/** Bytes that a scratch database and temporary files may take. An empty database has 8 million, and migrations run on empty tables. */
const roomLimit = 500_000_000
/** Milliseconds from one look to the next at least, and for the answer to one. */
const lookEvery = 250
const lookTimeout = 5000

export interface Room {
  /**
   * Resolves with the bytes taken as soon as they are too many, and with undefined once `ended` is aborted or nothing can be seen any more.
   * No other question may be put to the session meanwhile.
   */
  exceeded(ended: AbortSignal): Promise<number | undefined>
}

/**
 * Watches from another session what a scratch database and temporary files take on the server's disk: the server itself has no limit for
 * tables, and the one for temporary files is a superuser's to set. Throws ConnectionLost.
 */
export async function watchRoom(admin: () => Connection, database: string): Promise<Room> {
  const sql = sizeQuery(database)
  const size = async (): Promise<number> => {
    try {
      return Number((await admin().query(sql, lookTimeout)).value)
    } catch (error) {
      // An answer that comes late would be taken for the answer to another question.
      admin().destroy()
      throw error
    }
  }
  const atFirst = await size()
  return {
    async exceeded(ended) {
      let rest = lookEvery
      while (await pause(rest, ended)) {
        try {
          const started = performance.now()
          const taken = (await size()) - atFirst
          // A server with very many files is not to be kept busy by being looked at.
          rest = Math.max(lookEvery, 10 * (performance.now() - started))
          if (taken > roomLimit) return taken
        } catch (error) {
          if (!(error instanceof ConnectionLost)) throw error
          return undefined
        }
      }
      return undefined
    },
  }
}

/**
 * Temporary files are in the tablespace and in no database: all of it, less what belongs to other databases. Each session may ask for
 * the size of the tablespace of its own database, whatever its role.
 */
const sizeQuery = (database: string): string => `select case
    when d.dattablespace <> own.dattablespace then pg_catalog.pg_database_size(d.oid)
    else pg_catalog.pg_tablespace_size(d.dattablespace) - (
      select coalesce(pg_catalog.sum(case when pg_catalog.has_database_privilege(o.oid, 'CONNECT') then pg_catalog.pg_database_size(o.oid) end), 0)
      from pg_catalog.pg_database o where o.oid <> d.oid and o.dattablespace = d.dattablespace) end
  from pg_catalog.pg_database d, pg_catalog.pg_database own
  where d.datname = '${database}' and own.datname = pg_catalog.current_database()`

/** Whether it ended of itself, after so many milliseconds. */
function pause(ms: number, ended: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (ended.aborted) return resolve(false)
    const stop = (): void => {
      clearTimeout(timer)
      resolve(false)
    }
    const timer = setTimeout(() => {
      ended.removeEventListener('abort', stop)
      resolve(true)
    }, ms)
    ended.addEventListener('abort', stop, { once: true })
  })
}

/** For the user. */
export const roomTaken = (bytes: number): string =>
  `it took ${Math.round(bytes / 1e6)} MB of the server's disk; the limit is ${roomLimit / 1e6} MB`
