import type { Node } from '@pgsql/types'
import type { Source } from '../check.ts'
import type { StatementTrace } from '../finding.ts'
import type { DownRun } from './trace/run-down.ts'

/** Who runs the files: decides their order and what is one transaction. */
export type Convention =
  | 'plain'
  | 'flyway'
  | 'golang-migrate'
  | 'dbmate'
  | 'goose'
  | 'sqlx'
  | 'prisma'
  | 'drizzle'
  | 'supabase'

/** One statement of the server's own parse tree. */
export interface Statement {
  /** The node's type, e.g. `AlterTableStmt`. */
  kind: string
  node: Node
  /** Offsets into the source's text, without leading comments and the closing semicolon. */
  start: number
  end: number
  text: string
  /** Ordinal of the transaction it runs in, 1-based; null when it runs on its own. Known without running it, from the convention and explicit BEGIN/COMMIT. */
  transaction: number | null
}

/** A migration file, read the way its tool reads it. */
export interface Migration {
  source: Source
  convention: Convention
  /** Position in the run order of its directory, 0-based. */
  order: number
  /** Version or number as the file name gives it; undefined when it has none. */
  version: string | undefined
  /** What Drizzle compares instead of the version: milliseconds since 1970, of the entry in its journal. */
  time?: number | undefined
  /** No part of the way up: a down file, an undo migration, a baseline. */
  aside: boolean
  /** How the tool wraps this file: all in one transaction, or each statement on its own. */
  wraps: 'file' | 'statement'
  /** Why, for messages: 'goose runs a file in one transaction unless it says "-- +goose NO TRANSACTION"'. */
  wrapsBecause: string
  /** The tool itself sends BEGIN before the file and COMMIT after it. */
  toolBegins: boolean
  /** Statements of the up direction, in order. Empty when `problem` is set. */
  statements: readonly Statement[]
  /** Comments of the file, offsets into the text. */
  comments: readonly { start: number; end: number; text: string }[]
  /** A parse error: the file's statements are unknown and nothing else is said about it. */
  problem?: { message: string; offset: number }
}

/** What running a file showed. `statements[i]` belongs to `migration.statements[i]`. */
export interface MigrationTrace {
  /** 'PGlite 0.5.16 (PostgreSQL 18.6)' */
  engine: string
  statements: readonly StatementTrace[]
  /** Set when the file was not run to its end for a reason that is not the file's fault; what is missing must be reported as not checked. */
  incomplete?: { reason: string; remedy: string }
  /** What its way back did, where there is one and both could be run. */
  down?: DownRun
}

export interface PostgresSettings {
  /** Major version of the server the migrations are for, 12 to 18; undefined when nobody said. */
  pgVersion?: number | undefined
  /** auto: by convention; file / statement: as said. */
  transaction: 'auto' | 'file' | 'statement'
  /** Execute on the engine; false is parse-only and every file is then reported as not executed. */
  trace: boolean
  /** Milliseconds for one statement on the engine. */
  statementTimeout: number
}
