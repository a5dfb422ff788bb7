import { EngineStopped } from '../../engines/sql-engine.ts'
import type { CheckInput, CheckOutput, RawFinding } from '../check.ts'
import { gapOf } from '../postgres-migration/file-output.ts'
import { byMigrationsDirectory, readMigrations } from '../postgres-migration/conventions.ts'
import type { Migration, MigrationTrace } from '../postgres-migration/migration.ts'
import { loadParser } from '../postgres-migration/parse.ts'
import { traceMigrations } from '../postgres-migration/trace.ts'
import { runQueries } from '../postgres-migration/trace/session.ts'
import type { Session } from '../postgres-migration/trace/session.ts'
import { type Catalogue, catalogueQuery, readCatalogue } from './catalogue.ts'
import { diagramOf } from './diagram.ts'
import { originsOf } from './origins.ts'
import { withoutPsql } from '../psql.ts'
import { readSection } from '../read-section.ts'
import { examine } from './rules/index.ts'
import { ruleId } from './rules/rule.ts'
import { schema, type Settings } from './settings.ts'

/** What a directory's files made, and whether all of them were run to their end. */
interface Made {
  catalogue: Catalogue
  ran: boolean
}

/** Executes schemas and examines the catalogue they make; see `index.ts`. Throws UsageError for settings that are wrong. */
export async function check(input: CheckInput): Promise<CheckOutput> {
  const settings = readSection('postgres-schema', schema, input.settings)
  await loadParser()
  const { statementTimeout } = settings
  const migrations = readMigrations(
    input.sources.map((source) => ({ ...source, text: withoutPsql(source.text) })),
    { pgVersion: 18, transaction: 'auto', trace: true, statementTimeout },
  )
  const made = new Map<string, Made>()
  const traces = await traceMigrations(migrations, {
    engines: input.engines,
    server: undefined,
    cacheDir: input.cacheDir,
    deadline: Math.max(0, input.deadline - TIME_FOR_RULES),
    statementTimeout,
    progress: input.progress,
    async atEnd({ path, ran }, session) {
      const catalogue = await askCatalogue(session)
      if (catalogue !== undefined) made.set(path, { catalogue, ran })
    },
  })
  const output: Required<Pick<CheckOutput, 'comments' | 'blocks' | 'schemas'>> & CheckOutput = {
    findings: [],
    notChecked: [],
    checked: [],
    comments: [],
    blocks: [],
    schemas: [],
  }
  for (const [path, directory] of byMigrationsDirectory(migrations, ({ source }) => source.path))
    addDirectory(output, directory, { traces, made: made.get(path), settings })
  return output
}

/** Milliseconds kept back for what follows the run. */
const TIME_FOR_RULES = 500

/** Undefined when the engine ended before it could be asked. */
async function askCatalogue(session: Session): Promise<Catalogue | undefined> {
  try {
    const replies = await runQueries(session, [...(session.open ? ['ROLLBACK'] : []), 'RESET ROLE', catalogueQuery])
    return readCatalogue(replies.at(-1)?.value)
  } catch (error) {
    if (error instanceof EngineStopped) return undefined
    throw error
  }
}

function addDirectory(
  output: CheckOutput & Required<Pick<CheckOutput, 'comments' | 'blocks' | 'schemas'>>,
  directory: readonly Migration[],
  {
    traces,
    made,
    settings,
  }: { traces: ReadonlyMap<string, MigrationTrace>; made: Made | undefined; settings: Settings },
): void {
  for (const migration of directory) {
    const { source, statements, comments, problem } = migration
    const { path } = source
    const trace = traces.get(path)
    output.comments.push(...comments.map((comment) => ({ path, ...comment })))
    output.blocks.push(...statements.map(({ start, end }) => ({ path, start, end })))
    if (!source.report) continue
    output.findings.push(...refused(migration, trace))
    const gap = problem === undefined ? (gapOf(migration, trace) ?? notExamined(made)) : undefined
    if (gap === undefined)
      output.checked.push({ path, ms: Math.round(trace?.statements.reduce((sum, { ms }) => sum + ms, 0) ?? 0) })
    else output.notChecked.push({ path, ...gap })
  }
  if (made === undefined) return
  const last = directory.findLast(({ source }) => source.report)
  if (last === undefined) return
  output.findings.push(...examine(made, { origins: originsOf(directory), settings, fallback: last.source.path }))
  if (made.catalogue.tables.length > 0) output.schemas.push({ path: last.source.path, ...diagramOf(made.catalogue) })
}

function notExamined(made: Made | undefined): { reason: string; remedy: string } | undefined {
  if (made !== undefined) return undefined
  return {
    reason: 'the engine ended before its catalogue could be read',
    remedy: 'see what is said of the other files',
  }
}

/** A file that the parser or the server refuses. */
function refused({ source, problem, statements }: Migration, trace: MigrationTrace | undefined): RawFinding[] {
  const { path, text } = source
  if (problem !== undefined) {
    const word = /^(?:\w+|\S)/.exec(text.slice(problem.offset, problem.offset + 80))?.[0] ?? ''
    const message = `${problem.message.charAt(0).toUpperCase()}${problem.message.slice(1).replace(/\.$/, '')}. Nothing else in the file was checked.`
    return [
      {
        rule: ruleId('syntax'),
        path,
        message,
        start: problem.offset,
        end: problem.offset + word.length,
        basis: 'parsed',
      },
    ]
  }
  return statements.flatMap(({ start, end }, index): RawFinding[] => {
    const { outcome, error } = trace?.statements[index] ?? {}
    if (outcome !== 'failed' || error === undefined) return []
    const message = `The server refuses it: ${error.message}.`
    return [
      {
        rule: ruleId('execution-failed'),
        path,
        message,
        start,
        end,
        basis: 'executed',
        evidence: `${error.code}: ${error.message}`,
      },
    ]
  })
}
