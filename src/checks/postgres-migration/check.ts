import type { Node } from '@pgsql/types'
import type { PostgresServer } from '../../engines/postgres-server/server.ts'
import type { CheckInput, CheckOutput } from '../check.ts'
import { readSection } from '../read-section.ts'
import { applyDirectoryRules } from './apply-directory-rules.ts'
import { applyRules, type Readers } from './apply-rules.ts'
import { baseMigration } from './base-migration.ts'
import { byMigrationsDirectory, readMigrations } from './conventions.ts'
import type { Migration, MigrationTrace } from './migration.ts'
import { downsOf } from './downs.ts'
import { addFile, downRuns, type MigrationOutput, syntaxFindings } from './file-output.ts'
import { loadParser, parseSql } from './parse.ts'
import { readBlock, readRoutine } from './read-block.ts'
import { openServerOf, settingsOn } from './server.ts'
import { schema, type Settings } from './settings.ts'
import { traceMigrations } from './trace.ts'
import { sortByDatabase } from './whose-files.ts'

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
  const { mine: migrations, leftTo, aside } = sortByDatabase(read, input, settings.dialect === 'postgres')
  const base = input.baseSchema === undefined ? undefined : baseMigration(input.baseSchema)
  const downs = downsOf(migrations)
  const traces = settings.trace
    ? await traceMigrations(migrations, {
        engines: input.engines,
        server,
        base,
        downs,
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
    ...applyDirectoryRules({ migrations: directory, traces, downs, today: input.today, history: input.history }),
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
    leftTo,
  }
  const ran = downRuns(downs, traces)
  for (const migration of reported)
    addFile(output, migration, { trace: traces.get(migration.source.path), down: ran.get(migration.source.path) })
  output.notChecked.push(...input.sources.flatMap(({ path, report }) => (report ? (aside.get(path) ?? []) : [])))
  return output
}

const pathOf = ({ source }: Migration): string => source.path

/** Milliseconds kept back for what follows the trace, and for dropping a scratch database. */
const TIME_FOR_RULES = 500
const TIME_TO_DROP = 2000

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
