import { find, quoted, words } from '../postgres-migration/ast.ts'
import { runQueries, type Session } from '../postgres-migration/trace/session.ts'
import { generateRows } from './generate.ts'
import type { QueryFile } from './read-queries.ts'
import type { Recipe } from './values.ts'

/** What two queries gave on generated databases. */
export type Compared =
  | { agreed: number }
  /** A row that one of them gives more often than the other, as JSON; `of` is its index, `seed` the database. */
  | { of: 0 | 1; row: string; seed: number }
  | { refused: string; remedy: string }

/** Databases that are generated, and rows of each table in them. */
const DATABASES = 8
const ROWS = 16

/** Why a file is not one query that can be compared; undefined when it is. */
export function notComparable({ statements, parameters, source: { path } }: QueryFile): Compared | undefined {
  const [statement, second] = statements
  if (statement === undefined || second !== undefined)
    return {
      refused: `${path} has ${statements.length} statements`,
      remedy: 'write one SELECT in each of the two files',
    }
  const writes = ['InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt', 'IntoClause'] as const
  if (statement.kind !== 'SelectStmt' || writes.some((kind) => find(statement.node, kind).length > 0))
    return { refused: `${path} is not a SELECT that only reads`, remedy: 'write one SELECT in each of the two files' }
  if (parameters.length > 0 || find(statement.node, 'ParamRef').length > 0)
    return {
      refused: `${path} has the parameter ${parameters[0] ?? '$1'}`,
      remedy: 'write the same value in its place in both files',
    }
  return undefined
}

/** Runs two queries on generated databases with many NULLs and equal rows, until they differ. Throws EngineStopped. */
export async function compare(
  session: Session,
  files: readonly [QueryFile, QueryFile],
  recipe: Recipe,
): Promise<Compared> {
  const texts = files.map(({ text, statements }) => text.slice(statements[0]?.start, statements[0]?.end))
  const [one = '', other = ''] = texts.map((text) => `select * from (${text}) as q`)
  const calls = files.flatMap(({ statements }) =>
    find(statements[0]?.node, 'FuncCall').map(({ funcname }) => words(funcname).at(-1) ?? ''),
  )
  const volatile = await ask(
    session,
    `select proname::text from pg_catalog.pg_proc where provolatile = 'v' and proname in (${['', ...calls].map((name) => `'${name.replaceAll("'", "''")}'`).join(', ')}) limit 1`,
  )
  if (volatile.value !== undefined)
    return {
      refused: `${volatile.value} gives another value each time`,
      remedy: 'leave the function out of both queries',
    }
  const shape = await ask(session, `${one} union all ${other} limit 0`)
  if (shape.error !== undefined)
    return { refused: shape.error, remedy: 'give both queries the same columns, in number and type' }
  for (let seed = 1; seed <= DATABASES; seed += 1) {
    await runQueries(session, ['BEGIN'])
    const found = await compareOnce(session, [one, other], {
      ...recipe,
      seed: seed * 1000,
      dense: true,
      rows: ROWS,
      sizes: sizesOf(recipe),
    })
    if (session.open) await runQueries(session, ['ROLLBACK'])
    if (found !== undefined) return 'row' in found ? { ...found, seed } : found
  }
  return { agreed: DATABASES }
}

function sizesOf({ catalogue }: Recipe): Map<string, number> {
  return new Map(catalogue.tables.map(({ name }) => [name, ROWS]))
}

async function compareOnce(
  session: Session,
  queries: readonly [string, string],
  recipe: Recipe,
): Promise<Exclude<Compared, { agreed: number }> | undefined> {
  await runQueries(session, tablesEmptied(recipe))
  const [unfilled] = (await generateRows(session, recipe)).unfilled
  if (unfilled !== undefined)
    return {
      refused: `no rows could be generated for "${unfilled[0]}" (${unfilled[1]})`,
      remedy: 'compare on a schema without that table',
    }
  await keepReferences(session, recipe)
  for (const of of [0, 1] as const) {
    const [left, right] = of === 0 ? queries : [queries[1], queries[0]]
    const { value, error } = await ask(
      session,
      `select pg_catalog.row_to_json(d)::text from (${left} except all ${right}) as d limit 1`,
    )
    if (error !== undefined)
      return { refused: `the server cannot compare them: ${error}`, remedy: 'see that each runs by itself' }
    if (value !== undefined) return { of, row: value, seed: 0 }
  }
  return undefined
}

/** Rows that the schema itself put in would be in the way of the generated ones; they come back with the rollback. */
function tablesEmptied({ catalogue }: Recipe): string[] {
  const names = catalogue.tables.map(({ name }) => quoted(name))
  return names.length === 0 ? [] : [`TRUNCATE ${names.join(', ')} CASCADE`]
}

/** Takes away rows whose foreign key finds nothing, until there is none: a CHECK may have kept a referenced row out. */
async function keepReferences(session: Session, { catalogue }: Recipe): Promise<void> {
  const orphans = catalogue.tables.flatMap(({ name, constraints }) =>
    constraints.flatMap(({ references, columns }) => {
      if (references === null) return []
      const pairs = columns.map(
        (column, index) => `r.${identifier(references.columns[index] ?? '')} = c.${identifier(column)}`,
      )
      const given = columns.map((column) => `c.${identifier(column)} is not null`)
      return [
        `delete from ${quoted(name)} c where ${given.join(' and ')} and not exists (select from ${quoted(references.table)} r where ${pairs.join(' and ')})`,
      ]
    }),
  )
  for (let round = 0; round < 3 && orphans.length > 0; round += 1) await runQueries(session, orphans)
}

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`

async function ask(session: Session, sql: string): Promise<{ value: string | undefined; error: string | undefined }> {
  const [reply] = await runQueries(session, [sql])
  return { value: reply?.value, error: reply?.error?.message }
}
