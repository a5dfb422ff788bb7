import type { Source } from '../check.ts'
import { foreignDialect } from '../postgres-migration/dialect.ts'
import { type Comment, parseSql, type ParsedStatement } from '../postgres-migration/parse.ts'
import { rewriteParameters } from './parameters.ts'

/** A file of queries as the parser read it. */
export interface QueryFile {
  source: Source
  /** The text with numbered parameters; offsets of statements are indices into it. */
  text: string
  /** Names of the parameters by number, from 1. */
  parameters: readonly string[]
  /** Every statement; `isQuery` tells which are judged. */
  statements: readonly ParsedStatement[]
  /** In offsets of the file itself, as are those of `problem`. */
  comments: readonly Comment[]
  problem?: { message: string; offset: number }
  /** Of a file that PostgreSQL cannot read: the database it was written for. */
  foreign?: { database: string; mark: string } | undefined
  original: (offset: number) => number
}

/** Reads a file of queries, parameters in any driver's form included. `loadParser` must have been awaited. */
export function readQueries(source: Source, dialect: 'auto' | 'postgres'): QueryFile {
  const { text, parameters, original } = rewriteParameters(source.text)
  const { statements, comments, problem } = parseSql(text)
  const file: QueryFile = {
    source,
    text,
    parameters,
    statements,
    comments: comments.map((each) => ({ ...each, start: original(each.start), end: original(each.end) })),
    original,
  }
  if (problem === undefined) return file
  const foreign = dialect === 'postgres' ? undefined : foreignDialect(source.text)
  return { ...file, problem: { ...problem, offset: original(problem.offset) }, foreign }
}

const QUERIES = /^(?:Select|Insert|Update|Delete|Merge|View|CreateTableAs)Stmt$/

/** Whether a statement reads or writes rows, or keeps a query. */
export function isQuery({ kind }: ParsedStatement): boolean {
  return QUERIES.test(kind)
}
