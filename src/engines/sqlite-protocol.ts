/** What the thread that runs SQLite and the one that drives it say to each other. */

export type SqliteValue = string | number | null

export type SqliteRequest =
  /** Takes a script; nothing of it is run. */
  | { type: 'script'; text: string }
  /** Runs the next statement of the script. */
  | { type: 'next' }
  /** Runs queries of ours, whatever becomes of each. */
  | { type: 'ask'; queries: readonly string[] }
  /** Keeps a copy of the database, without what is attached; no transaction may be open. */
  | { type: 'save' }
  /** Puts the copy in its place, with the pragmas of a new connection. */
  | { type: 'restore' }

/** The rows of a query's last statement, and the error that ended it. */
export interface SqliteAnswer {
  rows: SqliteValue[][]
  error?: string
}

export type SqliteMessage =
  | { type: 'ready'; version: string }
  | { type: 'failed'; message: string }
  | { type: 'answers'; answers: SqliteAnswer[] }
  | { type: 'statement'; statement: SqliteStatement | undefined }

/** One statement of a script, run. Offsets are indices into the script. */
export interface SqliteStatement {
  /** Without leading blanks and comments; up to the end of the script when SQLite could not read it. */
  start: number
  end: number
  /** As SQLite spells it: keywords in capitals, single blanks, `?` for literals; empty when it could not be read. */
  normalized: string
  /** Double-quoted words that SQLite took for strings. */
  doubleQuotedStrings: { start: number; end: number }[]
  ms: number
  /** The first rows that it gave. */
  rows: SqliteValue[][]
  error?: string
}
