import type { Node } from '@pgsql/types'
import type { PostgresServer } from '../../engines/postgres-server/server.ts'
import type { CheckInput, CheckOutput, RawFinding } from '../check.ts'
import { readSection } from '../read-section.ts'
import { applyDirectoryRules } from './apply-directory-rules.ts'
import { applyRules, type Readers } from './apply-rules.ts'
import { baseMigration } from './base-migration.ts'
import { byMigrationsDirectory, readMigrations } from './conventions.ts'
import { foreignFiles, sqliteMark } from './dialect.ts'
import type { Migration, MigrationTrace } from './migration.ts'
import { loadParser, parseSql } from './parse.ts'
import { readBlock, readRoutine } from './read-block.ts'
import { ruleId } from './rules/rule.ts'
import { openServerOf, settingsOn } from './server.ts'
import { schema, type Settings } from './settings.ts'
import { traceMigrations } from './trace.ts'

type NotChecked = CheckOutput['notChecked'][number]
type MigrationOutput = Required<Omit<CheckOutput, 'schemas'>>

/** Reads, executes and judges migrations; see `index.ts`. Throws UsageError for settings that are wrong and a server that cannot be used. */
export async function check(input: CheckInput): Promise<CheckOutput> {
  const started = performance.now()
  const settings = readSection('postgres-migration', schema, input.settings)
  const server = await openServerOf(input, settings)
  try {
    return await checkOn(server, input, {
      settings: server === undefined ? settings : settingsOn(server, settings, input.settings),
      deadline: input.deadline - (performance.now() - started),
    })
  } finally {
    await server?.close()
  }
}

async function checkOn(
  server: PostgresServer | undefined,
  input: CheckInput,
  { settings, deadline }: { settings: Settings; deadline: number },
): Promise<CheckOutput> {
  await loadParser()
  const read = readMigrations(input.sources, settings)
  const forced = settings.dialect === 'postgres'
  const left = forced || !input.running.includes(SQLITE_CHECK) ? new Set<string>() : forSqlite(read)
  const mine = read.filter(({ source }) => !left.has(source.path))
  const foreign = forced ? new Map<string, { database: string; mark?: string }>() : foreignFiles(mine)
  const mysql = input.running.includes(MYSQL_CHECK)
    ? [...foreign].flatMap(([path, { database }]) => (database === 'MySQL' ? [path] : []))
    : []
  for (const path of mysql) foreign.delete(path)
  const aside = setAside(foreign)
  const migrations = mine.filter(({ source }) => !aside.has(source.path) && !mysql.includes(source.path))
  const base = input.baseSchema === undefined ? undefined : baseMigration(input.baseSchema)
  const traces = settings.trace
    ? await traceMigrations(migrations, {
        engines: input.engines,
        server,
        base,
        cacheDir: input.cacheDir,
        deadline: Math.max(0, deadline - TIME_FOR_RULES - (server === undefined ? 0 : TIME_TO_DROP)),
        statementTimeout: settings.statementTimeout,
        progress: input.progress,
      })
    : new Map<string, MigrationTrace>()
  const before = base === undefined ? [] : [base]
  const readers = await bodyReaders([...before, ...migrations])
  const rules = [...byMigrationsDirectory(migrations, pathOf).values()].flatMap((directory) => [
    ...applyRules([...before, ...directory], traces, { settings, ...readers }),
    ...applyDirectoryRules({ migrations: directory, traces, today: input.today, history: input.history }),
  ])
  const reported = migrations.filter(({ source }) => source.report)
  const output: MigrationOutput = {
    findings: [...syntaxFindings(reported), ...rules],
    notChecked: [],
    checked: [],
    traces: [],
    remarks: server?.remarks ?? [],
    comments: [],
    blocks: [],
    leftTo: [
      ...[...left].map((path) => ({ path, check: SQLITE_CHECK })),
      ...mysql.map((path) => ({ path, check: MYSQL_CHECK })),
    ],
  }
  for (const migration of reported) addFile(output, migration, traces.get(migration.source.path))
  output.notChecked.push(...input.sources.flatMap(({ path, report }) => (report ? (aside.get(path) ?? []) : [])))
  return output
}

const pathOf = ({ source }: Migration): string => source.path

/** Milliseconds kept back for what follows the trace, and for dropping a scratch database. */
const TIME_FOR_RULES = 500
const TIME_TO_DROP = 2000

const SQLITE_CHECK = 'sqlite-migration'
const MYSQL_CHECK = 'mysql-migration'

/** Paths of directories in which a file says that it is for SQLite. That check takes the same ones. */
function forSqlite(migrations: readonly Migration[]): Set<string> {
  const directories = [...byMigrationsDirectory(migrations, pathOf).values()].filter((directory) =>
    directory.some(({ source }) => sqliteMark(source.text) !== undefined),
  )
  return new Set(directories.flat().map(({ source }) => source.path))
}

/** Files that were not written for PostgreSQL and that no other check of the call takes, with the reason. */
function setAside(foreign: ReturnType<typeof foreignFiles>): Map<string, NotChecked> {
  return new Map(
    [...foreign].map(([path, { database, mark }]) => {
      const reason =
        mark === undefined
          ? `the files beside it are for ${database}, so it is not taken for PostgreSQL`
          : `it looks like ${database} (${mark}), and this check reads PostgreSQL`
      return [path, { path, reason, remedy: FORCE }]
    }),
  )
}

const FORCE =
  'if it is for PostgreSQL, pass --dialect postgres, or set checks.postgres-migration.dialect: postgres in .maifady/config.yaml'

/** PL/pgSQL's parser is loaded only when there is a body to read. */
async function bodyReaders(migrations: readonly Migration[]): Promise<Readers> {
  const hasBody = ({ statements }: Migration): boolean =>
    statements.some(({ kind }) => kind === 'DoStmt' || kind === 'CreateFunctionStmt')
  if (!migrations.some(hasBody)) return { blockOf: () => undefined, routineOf: () => undefined }
  const { loadModule, parsePlPgSQLSync } = await import('libpg-query')
  await loadModule()
  const parseAll = (sql: string): Node[] => parseSql(sql).statements.map(({ node }) => node)
  return {
    blockOf: ({ node, text }) => readBlock(node, text, parsePlPgSQLSync, (sql) => parseAll(sql)[0]),
    routineOf: ({ node, text }) => readRoutine(node, text, { parseBody: parsePlPgSQLSync, parseAll }),
  }
}

function syntaxFindings(migrations: readonly Migration[]): RawFinding[] {
  return migrations.flatMap(({ source, problem }) => {
    if (problem === undefined || !source.report) return []
    const end = Math.max(problem.offset, endOfWord(source.text, problem.offset))
    return [
      {
        rule: ruleId('syntax'),
        path: source.path,
        message: `${sentence(problem.message)} Nothing else in the file was checked.`,
        start: problem.offset,
        end,
        basis: 'parsed' as const,
      },
    ]
  })
}

function endOfWord(text: string, offset: number): number {
  return offset + (/^(?:\w+|\S)/.exec(text.slice(offset, offset + 80))?.[0].length ?? 0)
}

function sentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1).replace(/\.$/, '')}.`
}

function addFile(output: MigrationOutput, migration: Migration, trace: MigrationTrace | undefined): void {
  const { source, statements, comments, problem } = migration
  const { path } = source
  output.comments.push(...comments.map((comment) => ({ path, ...comment })))
  output.blocks.push(...statements.map(({ start, end }) => ({ path, start, end })))
  if (trace?.statements.some(({ outcome }) => outcome === 'executed' || outcome === 'failed') === true) {
    output.traces.push({ path, engine: trace.engine, statements: [...trace.statements] })
  }
  const gap = problem === undefined ? gapOf(migration, trace) : undefined
  if (gap !== undefined) output.notChecked.push({ path, ...gap })
  else output.checked.push({ path, ms: Math.round(trace?.statements.reduce((sum, { ms }) => sum + ms, 0) ?? 0) })
}

/** What of a file that could be read was not looked at, or not executed. */
export function gapOf(
  { statements, comments, source, wrapsBecause }: Migration,
  trace: MigrationTrace | undefined,
): Omit<NotChecked, 'path'> | undefined {
  if (statements.length === 0) {
    const isBlank = source.text.trim() === '' || comments.length > 0
    if (!isBlank) return { reason: wrapsBecause, remedy: 'leave it out of the call' }
    return { reason: 'there is no statement in it', remedy: 'write the migration, or delete the file' }
  }
  if (trace === undefined)
    return {
      reason: 'not executed, only read: the settings say "trace: false"',
      remedy: 'set checks.postgres-migration.trace: true',
    }
  if (trace.incomplete === undefined) return undefined
  return { reason: `not wholly executed, only read: ${trace.incomplete.reason}`, remedy: trace.incomplete.remedy }
}
