import { EngineStopped } from '../../engines/sql-engine.ts'
import type { CheckInput, Source } from '../check.ts'
import { baseMigration } from '../postgres-migration/base-migration.ts'
import { readMigrations } from '../postgres-migration/conventions.ts'
import type { Migration, MigrationTrace } from '../postgres-migration/migration.ts'
import type { ParsedStatement } from '../postgres-migration/parse.ts'
import { traceMigrations } from '../postgres-migration/trace.ts'
import { runQueries, type Session } from '../postgres-migration/trace/session.ts'
import { type Catalogue, catalogueQuery, readCatalogue } from '../postgres-schema/catalogue.ts'
import { withoutPsql } from '../psql.ts'
import { isSchemaFile } from '../schema-files.ts'
import { compare, type Compared } from './compare.ts'
import { explain, type Explained } from './explain.ts'
import { generateRows, type Unfilled } from './generate.ts'
import { nodesOf, type PlanNode } from './plan.ts'
import { proposeIndex } from './propose.ts'
import type { QueryFile } from './read-queries.ts'
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
  /** Rows that were generated, by table. */
  sizes?: ReadonlyMap<string, number>
  /** Tables for which no rows could be generated, and why. */
  unfilled?: Unfilled
  compared?: Compared
}

interface RunOptions {
  input: CheckInput
  settings: Settings
  /** Rows to generate, by table, where a file says so. */
  rows: ReadonlyMap<string, number>
  /** Two queries to compare instead of planning them. */
  pair?: readonly [QueryFile, QueryFile] | undefined
  deadline: number
}

/** Executes a schema and has the server plan queries on it. Never throws for what SQL does or an engine that is missing. */
export async function runSchema(
  sources: readonly Source[],
  queries: readonly ParsedStatement[],
  { input, settings, rows, pair, deadline }: RunOptions,
): Promise<Ran> {
  const { statementTimeout } = settings
  const base = input.baseSchema === undefined ? undefined : baseMigration(input.baseSchema)
  // The schema of the call alone is what is run; what its file is called says nothing.
  const alone = base !== undefined && sources.every(({ path }) => path === base.source.path)
  const migrations = alone
    ? [base]
    : readMigrations(
        sources.map((source) => ({ ...source, text: withoutPsql(source.text) })),
        { pgVersion: 18, transaction: 'auto', trace: true, statementTimeout },
      )
  const ran: Ran = { explained: new Map(), freeCasts: new Set() }
  let asked = false
  const traces = await traceMigrations(migrations, {
    engines: input.engines,
    server: undefined,
    // It comes before migrations; a schema file is whole by itself.
    base: alone || sources.some(({ path }) => isSchemaFile(path)) ? undefined : base,
    cacheDir: input.cacheDir,
    deadline,
    statementTimeout,
    async atEnd(_directory, session) {
      asked = true
      try {
        await plan(ran, session, { queries, rows, settings, pair, today: input.today })
      } catch (error) {
        if (!(error instanceof EngineStopped)) throw error
        ran.gap = stoppedAt(error, statementTimeout)
      }
    },
  })
  const gap = gapIn(migrations, traces) ?? (asked ? undefined : NOT_ASKED)
  return gap === undefined ? ran : { ...ran, gap }
}

/** Plans the queries as they come, to learn which tables they read; fills those; plans again, and tries indexes. Throws EngineStopped. */
async function plan(
  ran: Ran,
  session: Session,
  {
    queries,
    rows,
    settings,
    pair,
    today,
  }: Pick<RunOptions, 'rows' | 'settings' | 'pair'> & { queries: readonly ParsedStatement[]; today: string },
): Promise<void> {
  const catalogue = await askCatalogue(session)
  ran.catalogue = catalogue
  const facts = JSON.parse((await runQueries(session, [FACTS]))[0]?.value ?? '{}') as Facts
  ran.freeCasts = new Set(facts.freeCasts)
  const common = { catalogue, enums: facts.enums ?? {}, rows: settings.rows, today }
  if (pair !== undefined) {
    ran.compared = await compare(session, pair, { ...common, sizes: new Map(), seed: 0, dense: true })
    return
  }
  for (const query of queries) ran.explained.set(query, await explain(query, session))
  const read = new Set(
    [...ran.explained.values()].flatMap((each) => (each.plan === undefined ? [] : tablesIn(each.plan))),
  )
  const sizes = new Map([...read].map((table) => [table, Math.min(MOST_ROWS, rows.get(table) ?? settings.rows)]))
  const { unfilled, counts } = await generateRows(session, { ...common, sizes, seed: 1, dense: false })
  Object.assign(ran, { unfilled, sizes: counts })
  for (const query of queries) {
    if (ran.explained.get(query)?.plan === undefined) continue
    const explained = await explain(query, session)
    if (explained.plan === undefined) continue
    const found = await proposeIndex(query, { session, catalogue, plan: explained.plan, sizes: counts })
    ran.explained.set(query, { ...explained, ...found })
  }
}

const MOST_ROWS = 1_000_000

/** What of the database is not in the catalogue. */
interface Facts {
  freeCasts: string[] | null
  enums: Record<string, string[]> | null
}

const FACTS = `select pg_catalog.json_build_object(
  'freeCasts', (select pg_catalog.json_agg(t.typname || ' ' || pg_catalog.format_type(c.casttarget, null))
    from pg_catalog.pg_cast c join pg_catalog.pg_type t on t.oid = c.castsource where c.castmethod = 'b'),
  'enums', (select pg_catalog.json_object_agg(typname, labels) from (
    select t.typname, pg_catalog.json_agg(e.enumlabel order by e.enumsortorder) as labels
    from pg_catalog.pg_enum e join pg_catalog.pg_type t on t.oid = e.enumtypid group by t.typname) each)
)::text`

/** The tables that a plan reads, by their names in the catalogue. */
export function tablesIn(plan: PlanNode | undefined): string[] {
  return (plan === undefined ? [] : nodesOf(plan)).flatMap((node) => tableOf(node) ?? [])
}

/** The table that a node reads, by its name in the catalogue. */
export function tableOf({ Schema, 'Relation Name': name }: PlanNode): string | undefined {
  return name === undefined || Schema === 'public' || Schema === undefined ? name : `${Schema}.${name}`
}

async function askCatalogue(session: Session): Promise<Catalogue> {
  const replies = await runQueries(session, [
    ...(session.open ? ['ROLLBACK'] : []),
    'RESET ROLE',
    'RESET ALL',
    catalogueQuery,
  ])
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

const NOT_ASKED: Gap = {
  reason: 'the schema was not run, so the server was not asked',
  remedy: 'see that the files of the schema hold statements and end in .sql',
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
