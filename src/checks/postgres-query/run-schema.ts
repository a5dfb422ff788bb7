import { EngineStopped } from '../../engines/sql-engine.ts'
import type { CheckInput, Source } from '../check.ts'
import { readMigrations } from '../postgres-migration/conventions.ts'
import type { Migration, MigrationTrace } from '../postgres-migration/migration.ts'
import type { ParsedStatement } from '../postgres-migration/parse.ts'
import { traceMigrations } from '../postgres-migration/trace.ts'
import { runQueries, type Session } from '../postgres-migration/trace/session.ts'
import { type Catalogue, catalogueQuery, readCatalogue } from '../postgres-schema/catalogue.ts'
import { withoutPsql } from '../psql.ts'
import { explain, type Explained } from './explain.ts'
import type { Settings } from './settings.ts'

/** Why something was not executed, in the words of `NotChecked`. */
export interface Gap {
  reason: string
  remedy: string
}

/** What the files of a schema made, and how the server plans the queries on it. */
export interface Ran {
  catalogue?: Catalogue
  explained: Map<ParsedStatement, Explained>
  /** See `View`. */
  freeCasts: ReadonlySet<string>
  /** The schema was not run to its end, or the engine is missing. */
  gap?: Gap
}

/** Executes a schema and has the server plan queries on it. Never throws for what SQL does or an engine that is missing. */
export async function runSchema(
  sources: readonly Source[],
  queries: readonly ParsedStatement[],
  { input, settings, deadline }: { input: CheckInput; settings: Settings; deadline: number },
): Promise<Ran> {
  const { statementTimeout } = settings
  const migrations = readMigrations(
    sources.map((source) => ({ ...source, text: withoutPsql(source.text) })),
    { pgVersion: 18, transaction: 'auto', trace: true, statementTimeout },
  )
  const ran: Ran = { explained: new Map(), freeCasts: new Set() }
  const traces = await traceMigrations(migrations, {
    engines: input.engines,
    server: undefined,
    cacheDir: input.cacheDir,
    deadline,
    statementTimeout,
    async atEnd(_, session) {
      try {
        ran.catalogue = await askCatalogue(session)
        const casts = await runQueries(session, [FREE_CASTS])
        ran.freeCasts = new Set(JSON.parse(casts[0]?.value ?? '[]') as string[])
        for (const query of queries) ran.explained.set(query, await explain(query, session))
      } catch (error) {
        if (!(error instanceof EngineStopped)) throw error
        ran.gap = stoppedAt(error, statementTimeout)
      }
    },
  })
  const gap = gapIn(migrations, traces)
  return gap === undefined ? ran : { ...ran, gap }
}

const FREE_CASTS = `select pg_catalog.json_agg(t.typname || ' ' || pg_catalog.format_type(c.casttarget, null))::text
  from pg_catalog.pg_cast c join pg_catalog.pg_type t on t.oid = c.castsource where c.castmethod = 'b'`

async function askCatalogue(session: Session): Promise<Catalogue> {
  const replies = await runQueries(session, [...(session.open ? ['ROLLBACK'] : []), 'RESET ROLE', catalogueQuery])
  return readCatalogue(replies.at(-1)?.value)
}

function stoppedAt({ why, message }: EngineStopped, timeout: number): Gap {
  if (why === 'time')
    return {
      reason: `the server did not plan the query within ${timeout} ms`,
      remedy: 'look at the functions that it calls, or raise checks.postgres-query.statementTimeout',
    }
  return { reason: `the engine stopped: ${message}`, remedy: 'check the queries one at a time' }
}

/** The first thing that kept the schema from being made. */
function gapIn(migrations: readonly Migration[], traces: ReadonlyMap<string, MigrationTrace>): Gap | undefined {
  for (const { source, problem } of migrations) {
    const { path } = source
    const mend = `mend ${path}; maifady-mcp check ${path} --check postgres-schema shows what is wrong`
    if (problem !== undefined)
      return { reason: `the schema could not be read: ${path}: ${problem.message}`, remedy: mend }
    const trace = traces.get(path)
    const failed = trace?.statements.find(({ outcome }) => outcome === 'failed')
    if (failed !== undefined)
      return {
        reason: `the schema could not be made: ${path}:${failed.start.line}: ${failed.error?.message}`,
        remedy: mend,
      }
    if (trace?.incomplete !== undefined)
      return {
        reason: `the schema could not be made: ${path}: ${trace.incomplete.reason}`,
        remedy: trace.incomplete.remedy,
      }
  }
  return undefined
}
