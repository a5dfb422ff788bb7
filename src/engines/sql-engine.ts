/** A database session to which a check hands SQL, one query string after the other. */
export interface SqlEngine {
  /** For people: 'PGlite 0.5.16 (PostgreSQL 18.6)', 'PostgreSQL 15.18 (server)'. */
  engine: string
  /** `embedded` has no roles, files or clients but ours; `server` is the user's. */
  kind: 'embedded' | 'server'
  /**
   * Sends query strings one after the other, up to the first that fails. Throws EngineStopped when the time (milliseconds) is over,
   * when memory or disk runs out or when the engine dies; it is gone then.
   */
  run(queries: readonly string[], timeout: number): Promise<SqlReply[]>
  /** A second session of the same database, where there can be one: `pid` is the first one's process on the server. */
  aside?: {
    pid: number
    /** The last value of a query; undefined when there is none. */
    ask(sql: string): Promise<string | undefined>
  }
  close(): Promise<void>
}

export interface SqlNotice {
  severity: string
  message: string
}

/** The server's answer to one query string. */
export interface SqlReply {
  ms: number
  /** Transaction status of the session after it; undefined when the server did not answer as the protocol demands. */
  status: 'idle' | 'transaction' | 'failed' | undefined
  notices: SqlNotice[]
  /** The last column of the last row. */
  value: string | undefined
  error?: { code: string; message: string; detail: string | undefined }
}

/** The engine is no more. */
export class EngineStopped extends Error {
  override name = 'EngineStopped'
  readonly why: 'time' | 'memory' | 'disk' | 'crash'
  constructor(why: 'time' | 'memory' | 'disk' | 'crash', message: string) {
    super(message)
    this.why = why
  }
}
