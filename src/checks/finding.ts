/** The vocabulary of results. Every check produces these shapes and every surface and report reads them. */

export type Severity = 'error' | 'warning' | 'note'

/** How a finding was established: seen on a running engine, read from a real parser's tree, or a heuristic. */
export type Basis = 'executed' | 'parsed' | 'pattern'

/** 1-based line and column; a column counts UTF-16 code units, as editors and SARIF do. */
export interface Position {
  line: number
  column: number
}

export interface Rule {
  /** `<check>/<rule>`, stable for ever. */
  id: string
  title: string
  severity: Severity
  /** False for a matter of taste or of circumstances: it is silent until `severities` in the settings gives it one. */
  enabled?: false
  /** What goes wrong, for whom, when the rule is broken. */
  why: string
  /** What to write instead. */
  fix: string
  /** The version of maifady-mcp that brought the rule. */
  since: string
  /** Equal rules of other tools, `<tool>:<its rule id>`; only where the meaning is the same. */
  sameAs: readonly string[]
  /** Address of the rule's page. */
  docs: string
}

export interface Edit {
  start: Position
  end: Position
  text: string
}

export interface Finding {
  rule: string
  severity: Severity
  message: string
  path: string
  start: Position
  end: Position
  basis: Basis
  /** Quoted text or engine output that shows the finding; never a paraphrase. */
  evidence?: string
  fix?: { description: string; edits?: Edit[] }
  /** The lines of the source from `start.line` on: at most 6, each cut to 240 characters. Empty when there is no source. */
  excerpt: string
  /** Names this finding across runs: made of rule, path and the line's words, not its number. */
  fingerprint: string
}

/** A finding that somebody decided to live with. */
export interface Suppressed extends Finding {
  suppressedBy: 'comment' | 'baseline'
  /** As the comment gives it; empty for a baseline. */
  reason: string
}

/** Something that was to be checked and was not. Never a pass. */
export interface NotChecked {
  path: string
  check: string
  reason: string
  remedy: string
}

export interface Checked {
  path: string
  check: string
  /** Wall time spent on this file, in milliseconds. */
  ms: number
}

/** Table locks by their names in the manual (13.3.1), weakest first; the number of a mode in the parser is its place from 1. */
export const LOCK_MODES = [
  'ACCESS SHARE',
  'ROW SHARE',
  'ROW EXCLUSIVE',
  'SHARE UPDATE EXCLUSIVE',
  'SHARE',
  'SHARE ROW EXCLUSIVE',
  'EXCLUSIVE',
  'ACCESS EXCLUSIVE',
] as const

export type LockMode = (typeof LOCK_MODES)[number]

export interface Lock {
  /** Schema-qualified when it is not in the search path. */
  relation: string
  kind: 'table' | 'index' | 'sequence' | 'view' | 'other'
  mode: LockMode
  /** The relation was there before the file began: a lock on it can make somebody wait. */
  existed: boolean
  /** Taken by an earlier statement of the same transaction and still held. */
  held: boolean
}

export interface Scan {
  relation: string
  /** The server's own word for it: verifying a table, validating a foreign key, building an index. */
  reason: 'verify' | 'validate-foreign-key' | 'build-index'
  detail: string
}

export interface StatementTrace {
  /** The statement, cut to 400 characters. */
  sql: string
  start: Position
  end: Position
  /** executed: it ran; failed: the server refused it; refused: we did not hand it over; not-run: an earlier one stopped the file. */
  outcome: 'executed' | 'failed' | 'refused' | 'not-run'
  /** Ordinal of the transaction in the file, 1-based; null when it ran on its own. */
  transaction: number | null
  ms: number
  locks: Lock[]
  /**
   * Existing tables on which somebody else had to wait while the statement's locks were held, as a second session found out that asked
   * for a reader's lock (ACCESS SHARE) and a writer's (ROW EXCLUSIVE). Only on a server, and only for statements in a transaction.
   */
  blocks?: { relation: string; reader: boolean; writer: boolean }[]
  /** Existing tables whose files were written anew. */
  rewrites: string[]
  scans: Scan[]
  /** The value of lock_timeout in force, as the server prints it; '0' is none. */
  lockTimeout?: string
  /** Server notices that say something, e.g. that a scan was skipped because a constraint proves it. */
  notices: string[]
  error?: { code: string; message: string }
}

export interface Trace {
  path: string
  /** For people: 'PGlite 0.5.16 (PostgreSQL 18.6)'. */
  engine: string
  statements: StatementTrace[]
}

/** Tables and what refers to what, as the files made them. */
export interface SchemaDiagram {
  /** The file, or the last of the files, that made it. */
  path: string
  tables: {
    /** `schema.name` outside `public`. */
    name: string
    columns: {
      name: string
      /** As the server spells it: `numeric(10,2)`. */
      type: string
      notNull: boolean
      /** UK: unique by itself. */
      keys: ('PK' | 'FK' | 'UK')[]
    }[]
  }[]
  relations: {
    /** The referencing table. */
    from: string
    to: string
    columns: string[]
    /** A row may reference nothing. */
    optional: boolean
    /** At most one row references the same one. */
    unique: boolean
  }[]
}

export interface Report {
  findings: Finding[]
  notChecked: NotChecked[]
  checked: Checked[]
  /** Findings that a comment or the baseline takes out of `findings`. */
  suppressed: Suppressed[]
  /** The severity from which on the settings want a failure; absent when they do not say. */
  failOn?: Severity
  traces?: Trace[]
  /** Of checks that make one; `--format mermaid` draws it. */
  schemas?: SchemaDiagram[]
  /** What the user should know and is of no file: a scratch database that could not be dropped. One line each. */
  remarks?: string[]
}
