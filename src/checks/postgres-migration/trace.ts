import { startPglite } from '../../engines/pglite.ts'
import { EngineStopped } from '../../engines/sql-engine.ts'
import type { PostgresServer } from '../../engines/postgres-server/server.ts'
import type { SqlEngine } from '../../engines/sql-engine.ts'
import { failureOf } from './base-migration.ts'
import type { Down } from './downs.ts'
import { byMigrationsDirectory, migrationsDirectory } from './conventions.ts'
import type { Migration, MigrationTrace } from './migration.ts'
import { notRunTraces } from './trace/blank.ts'
import { namesOf } from './trace/names-made.ts'
import { extensionsOf } from './trace/refusals.ts'
import type { Gap } from './trace/refusals.ts'
import { type DownRun, objectsIn, runDown } from './trace/run-down.ts'
import { runMigration } from './trace/run-migration.ts'
import type { FileRun } from './trace/run-migration.ts'
import type { Session } from './trace/session.ts'
import { serverRefusalOf } from './trace/server-refusals.ts'
import type { ServerRights } from './trace/server-refusals.ts'
import { runQueries } from './trace/session.ts'

export interface TraceOptions {
  /** Absolute paths of entry modules by engine name; `pglite` is used. */
  engines: Readonly<Record<string, string>>
  /** Run there instead, each directory in a scratch database of its own. */
  server: PostgresServer | undefined
  /** Run before the files of each directory. */
  base?: Migration | undefined
  /** Where an empty database is kept between runs; undefined: it is made each time, which takes two seconds. */
  cacheDir: string | undefined
  /** Milliseconds for all of it. */
  deadline: number
  /** Milliseconds for one statement. */
  statementTimeout: number
  /** Ways back by the path of their migration; each is run after it and rolled back. */
  downs?: ReadonlyMap<string, Down>
  /** Called once a file is done. */
  progress?: (path: string) => void
  /** Called with the session that ran a directory, before it ends; `ran` says that all of its files were run to their end. */
  atEnd?: (directory: { path: string; ran: boolean }, session: Session) => Promise<void>
}

/**
 * Executes migrations in run order on an empty database, one statement at a time, and says what each statement did.
 * Each directory gets a database of its own. There is a trace for every migration; what was not executed is said in
 * its `incomplete`. Never throws for what the SQL does or for an engine that is missing or breaks.
 */
export async function traceMigrations(
  migrations: readonly Migration[],
  options: TraceOptions,
): Promise<Map<string, MigrationTrace>> {
  const ends = performance.now() + options.deadline
  const directories = byMigrationsDirectory(migrations, ({ source }) => source.path)
  const traces = new Map<string, MigrationTrace>()
  for (const directory of directories.values()) {
    for await (const [path, trace] of traceDirectory(directory, options, () => ends - performance.now())) {
      traces.set(path, trace)
      options.progress?.(path)
    }
  }
  return traces
}

async function* traceDirectory(
  migrations: readonly Migration[],
  options: TraceOptions,
  remaining: () => number,
): AsyncGenerator<[string, MigrationTrace]> {
  const hasStatements = migrations.some(({ statements }) => statements.length > 0)
  const started = hasStatements ? await startSession(migrations, options, remaining) : nothingToRun
  const session = 'engine' in started ? started : undefined
  let stop = 'engine' in started ? undefined : started
  try {
    if (session !== undefined && options.base !== undefined) stop = await layBase(session, options.base)
    const runBack = stop === undefined ? await downRunner(session, migrations, options) : undefined
    for (const migration of migrations) {
      const run =
        session === undefined ||
        stop !== undefined ||
        migration.problem !== undefined ||
        migration.statements.length === 0
          ? notRun(migration, session?.engine.engine, stop)
          : await runMigration(session, migration)
      stop ??= run.stop
      const back = stop === undefined ? await runBack?.(migration) : undefined
      stop ??= back?.stop
      yield [migration.source.path, back?.down === undefined ? run.trace : { ...run.trace, down: back.down }]
    }
    const path = migrationsDirectory(migrations[0]?.source.path ?? '')
    if (session !== undefined) await options.atEnd?.({ path, ran: stop === undefined }, session)
  } finally {
    await session?.engine.close()
  }
}

type RunBack = (migration: Migration) => Promise<{ down?: DownRun; stop?: Gap } | undefined>

/** Runs the ways back of a directory as its migrations are done; undefined when there is none to run. Throws EngineStopped at the start only. */
async function downRunner(
  session: Session | undefined,
  migrations: readonly Migration[],
  { downs }: TraceOptions,
): Promise<RunBack | undefined> {
  const some = migrations.some(({ source }) => downs?.has(source.path) === true)
  if (session === undefined || downs === undefined || !some) return undefined
  let before = await objectsIn(session)
  return async ({ source, statements }) => {
    if (statements.length === 0) return undefined
    const down = downs.get(source.path)
    try {
      const up = await objectsIn(session)
      const ran = down === undefined ? undefined : await runDown(session, down, { before, up })
      before = up
      return ran === undefined ? undefined : { down: ran }
    } catch (error) {
      if (!(error instanceof EngineStopped)) throw error
      const gap = {
        reason: `the way back of ${source.path} stopped the engine: ${error.message}`,
        remedy: 'try it on a copy of the database',
      }
      return { down: { outcome: 'not-run', ...gap }, stop: gap }
    }
  }
}

/** Runs the schema that is there before the first file. */
async function layBase(session: Session, base: Migration): Promise<Gap | undefined> {
  const { stop, trace } = await runMigration(session, base)
  if (stop === undefined) return undefined
  const why = failureOf(base, trace.statements) ?? trace.incomplete?.reason ?? stop.reason
  return {
    reason: `the schema ${base.source.path} could not be loaded: ${why}`,
    remedy: 'take that statement out of the schema, or run on a server that knows it (--database-url)',
  }
}

/** A file that is not run. One that could not be read stops those after it. */
function notRun(migration: Migration, engine: string | undefined, gap: Gap | undefined): FileRun {
  const { problem, statements, source } = migration
  const incomplete = gap === undefined || statements.length === 0 ? {} : { incomplete: gap }
  const trace = { engine: engine ?? 'none', statements: notRunTraces(migration), ...incomplete }
  if (problem === undefined) return { trace }
  return {
    trace,
    stop: { reason: `${source.path}, which runs before it, could not be read`, remedy: `mend ${source.path} first` },
  }
}

const nothingToRun: Gap = { reason: 'no file of the directory has a statement', remedy: 'none is needed' }

const notInstalled: Gap = {
  reason: 'PGlite, on which migrations are executed, is not installed',
  remedy: 'maifady-mcp engines install pglite',
}

async function startSession(
  migrations: readonly Migration[],
  options: TraceOptions,
  remaining: () => number,
): Promise<Session | Gap> {
  const { server, statementTimeout } = options
  const entry = options.engines['pglite']
  const all = [...(options.base === undefined ? [] : [options.base]), ...migrations].flatMap(
    (migration) => migration.statements,
  )
  const rights = server === undefined ? undefined : rightsOf(server)
  // What is not run makes nothing.
  const statements = rights === undefined ? all : all.filter((each) => serverRefusalOf(each, rights) === undefined)
  const names = namesOf(statements)
  let engine: SqlEngine | undefined
  try {
    if (server !== undefined) engine = await server.start(remaining())
    else if (entry === undefined) return notInstalled
    else engine = await startPglite({ ...options, entry, extensions: extensionsOf(all), deadline: remaining() })
    const state = { locks: [], relations: new Map(), lockTimeout: '0' }
    const base = { engine, state, stale: true, names, rights, refused: false, open: false, openedBy: 'us' as const }
    const session: Session = { ...base, relations: new Map(), statementTimeout, remaining }
    // GRANT and OWNER TO need the roles; which they are makes no difference to what is traced. On a server they would be everybody's.
    const missing = rights === undefined ? names.missingRoles : []
    const roles = missing.map((role) => `CREATE ROLE "${role.replaceAll('"', '""')}"`)
    if (roles.length > 0) await runQueries(session, roles)
    return session
  } catch (error) {
    await engine?.close()
    if (!(error instanceof EngineStopped)) throw error
    const remedy = server === undefined ? 'maifady-mcp doctor' : 'look at the log of the server, and run it again'
    return { reason: `the engine did not start: ${error.message}`, remedy }
  }
}

function rightsOf({ facts }: PostgresServer): ServerRights {
  return { roles: new Set(facts.roles), powerful: facts.powerful }
}
