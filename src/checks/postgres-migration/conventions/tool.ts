import type { Source } from '../../check.ts'
import type { Convention } from '../migration.ts'
import type { ParsedStatement, Range } from '../parse.ts'
import type { Wrapping } from '../transactions.ts'

/** Who runs the files of a directory, and by which rules. */
export interface Tool {
  convention: Convention
  /** Where the tool's documentation or source says what is written here; read in November 2026. */
  facts: readonly string[]
  recognises(directory: Directory): boolean
  read(source: Source, directory: Directory): Reading
}

/** A migrations directory with everything in it that was given. */
export interface Directory {
  /** Path without a slash at its end; empty for the working directory. */
  path: string
  files: readonly Source[]
}

/** What a tool makes of one file. */
export interface Reading {
  version?: string | undefined
  /** What the tool compares to know what has run, where that is not the version: milliseconds since 1970. */
  time?: number | undefined
  /** First what runs before all versions (-1), then the versions (0), then what runs after them (1). */
  phase?: -1 | 0 | 1
  /** The part of the text that goes up; undefined when the file is not part of the way up. */
  up: Range | undefined
  wrap(statements: readonly ParsedStatement[]): Wrap
}

export interface Wrap {
  how: Wrapping
  /** A clause for messages. */
  because: string
}

export const wholeOf = ({ text }: Source): Range => ({ start: 0, end: text.length })

/** The last part of a path. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** A file that the tool does not run on the way up. */
export const skipped = (version: string | undefined, because: string): Reading => ({
  version,
  up: undefined,
  wrap: () => ({ how: 'transaction', because }),
})
