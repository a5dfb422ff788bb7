import type { SqlReply } from './sql-engine.ts'

/** What the thread that runs PGlite and the one that drives it say to each other. */

export interface PgliteStart {
  /** Absolute path of the engine's entry module. */
  entry: string
  version: string
  /** File that holds, or is to hold, an empty database; undefined when there is nowhere to keep one. */
  cacheFile: string | undefined
  /** SQL names of the extensions to make available, of those in `CONTRIB`. */
  extensions: readonly string[]
}

/** Query strings to send one after the other, up to the first that fails. */
export interface PgliteRequest {
  queries: readonly string[]
}

export type PgliteMessage =
  | { type: 'ready'; engine: string; cached: boolean }
  | { type: 'failed'; message: string }
  | { type: 'replies'; replies: SqlReply[] }

/** The extensions in PGlite 0.5: SQL name to name of the module under `contrib/` and of its export. */
export const CONTRIB: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      'amcheck auto_explain bloom btree_gin btree_gist citext cube dict_int dict_xsyn earthdistance file_fdw',
      'fuzzystrmatch hstore intarray isn lo ltree moddatetime pageinspect pg_buffercache pg_freespacemap',
      'pg_stat_statements pg_surgery pg_trgm pg_visibility pg_walinspect pgcrypto seg tablefunc tcn',
      'tsm_system_rows tsm_system_time unaccent',
    ]
      .join(' ')
      .split(' ')
      .map((name) => [name, name]),
  ),
  'uuid-ossp': 'uuid_ossp',
}
