import type { $ZodType } from 'zod/v4/core'
import type { Basis, NotChecked, Rule, SchemaDiagram, Trace } from './finding.ts'

/** A file as a check sees it. */
export interface Source {
  /** Relative to the working directory, with forward slashes. */
  path: string
  text: string
  /** False for a file that is only context (an earlier migration, a neighbour): nothing is reported on it. */
  report: boolean
}

/** What a rule says. Offsets are indices into `Source.text`; the runner turns them into lines once. */
export interface RawFinding {
  rule: string
  path: string
  message: string
  start: number
  end: number
  basis: Basis
  evidence?: string
  fix?: { description: string; edits?: { start: number; end: number; text: string }[] }
}

/** What the sources build on, as it is at a commit that others have: the merge base with the main branch. */
export interface History {
  /** For messages: `origin/main`, or the ref that the user named. */
  base: string
  /** Paths, as in `Source.path`, of files that are there and are the same but for line ends. */
  unchanged: readonly string[]
  /** Files that are other now, or gone, with their text there. */
  changed: readonly Changed[]
}

export interface Changed {
  path: string
  text: string
  gone: boolean
  /** Where a file of its name is now that was not there before; only for one that is gone. */
  movedTo?: string
}

export interface CheckInput {
  sources: readonly Source[]
  /** The check's own section of the settings, unvalidated; the check validates it. */
  settings: Readonly<Record<string, unknown>>
  /** Absolute paths of the entry module of each engine that was found, by engine name. */
  engines: Readonly<Record<string, string>>
  /**
   * Address of a server on which the check may make a scratch database, or undefined. Only checks whose row names its protocol get
   * it. It may hold a password: no finding, trace or message repeats it.
   */
  databaseUrl: string | undefined
  /** Lower-case letters and digits that nobody can guess, in the name of everything that a check makes on that server. */
  runToken?: string
  /** The schema that is there before the first file; only for checks whose row says `takesSchema`. */
  baseSchema?: { path: string; text: string }
  /** Only for checks whose row says `takesHistory`, and where git knows a base. */
  history?: History
  /** Compare the two sources that are reported on instead of judging them: see `postgres-query/not-equivalent`. */
  equivalent?: boolean
  /** Run also on a server on which somebody else works. */
  allowBusyServer?: boolean
  /** A folder that may be written to between runs, or undefined when there is none. */
  cacheDir: string | undefined
  /** Milliseconds in which to answer; the worker is ended a little later. A check that cannot finish says what it did not do. */
  deadline: number
  /** `YYYY-MM-DD`; a check does not read the clock. */
  today: string
  /** Ids of the checks that take part in this call: a file of another dialect can be left to them. */
  running: readonly string[]
  /** The names there are, for a check of files that refer to them. */
  known: {
    checks: readonly string[]
    /** `<check>/<rule>` */
    rules: readonly string[]
    /** Names and aliases of agents, those that are planned included. */
    agents: readonly string[]
  }
  /** Called once a file is done. */
  progress: (path: string) => void
}

export interface CheckOutput {
  findings: RawFinding[]
  notChecked: Omit<NotChecked, 'check'>[]
  /** Milliseconds by path, for each file that was looked at. A file that is neither here nor in notChecked is reported as not checked. */
  checked: { path: string; ms: number }[]
  traces?: Trace[]
  /** Files that are for another check of the same call; nothing is said of them here. */
  leftTo?: { path: string; check: string }[]
  /** What the sources made, for drawing. */
  schemas?: SchemaDiagram[]
  /** See `Report.remarks`. */
  remarks?: string[]
  /** The comments of a source, for suppressions; offsets into its text. */
  comments?: { path: string; start: number; end: number; text: string }[]
  /** What a suppression before it covers as a whole, when that is more than a line: a statement, a section. */
  blocks?: { path: string; start: number; end: number }[]
}

export type Check = (input: CheckInput) => Promise<CheckOutput>

/** One row of the table of checks. Nothing heavy is imported until `load` is called. */
export interface CheckRow {
  id: string
  title: string
  rules: readonly Rule[]
  /** The SQL dialect it is for; undefined when it has none. */
  dialect?: string
  /** Its section has a setting `dialect`, which `--dialect` sets: no file is then taken for another database's. */
  takesDialect?: true
  /** Names of the engines it can use; without them it says what was not checked. */
  engines: readonly string[]
  /** URL schemes of the servers it can run on, without the colon: `postgres`. */
  servers?: readonly string[]
  /** It begins with the schema that the user names, where there is one. */
  takesSchema?: true
  /** It asks what its files were at the base of the branch. The setting `base` of its section may name a git ref. */
  takesHistory?: true
  /** Whether a path found while walking a folder is for this check. */
  accepts: (path: string) => boolean
  /** Whether a path that was named by the user is for this check; wider than `accepts`. */
  acceptsNamed: (path: string) => boolean
  /** Whether a path is for this check when the check was asked for by its id or through an agent; without it, as otherwise. */
  acceptsAsked?: (path: string) => boolean
  /** The folder whose accepted files belong together (a migrations directory), or undefined when each file stands alone. */
  group?: (path: string) => string | undefined
  /**
   * Whether a file of the working directory is needed as context, wherever it lies: the schema that a query is for. `settings` is the
   * check's own section, unvalidated.
   */
  companions?: (path: string, settings: Readonly<Record<string, unknown>>) => boolean
  load: () => Promise<{ check: Check }>
  /**
   * Takes off a server what a run with this token left there when its worker was ended by force. Gives what stays behind, in the words of
   * `Report.remarks`.
   */
  sweep?: (databaseUrl: string, runToken: string) => Promise<string[]>
  /** The shape of its section of the settings; without it the section must be empty. */
  settings?: () => Promise<{ schema: $ZodType }>
}
