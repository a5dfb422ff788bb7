import { EngineStopped } from '../../engines/sql-engine.ts'
import { startSqlite, type Sqlite } from '../../engines/sqlite.ts'
import type { CheckInput, CheckOutput, RawFinding, Source } from '../check.ts'
import { filesInOrder, byMigrationsDirectory, type MigrationFile } from '../postgres-migration/conventions.ts'
import { mysqlMark, sqliteMark } from '../postgres-migration/dialect.ts'
import { readSection } from '../read-section.ts'
import { commentsOf } from './comments.ts'
import { historyFindings } from './history-findings.ts'
import { SQLITE_RULES } from './rules/index.ts'
import { ruleId } from './rules/rule.ts'
import type { FileRun } from './run-file.ts'
import { runOnRows, type RunOnRows } from './run-on-rows.ts'
import { schema, type Settings } from './settings.ts'
import { traceOf } from './trace.ts'
import { isWrapped } from './wrap.ts'

type NotChecked = CheckOutput['notChecked'][number]

const POSTGRES_CHECK = 'postgres-migration'
const MYSQL_CHECK = 'mysql-migration'

/** Runs SQLite migrations directory by directory and judges what they did; see `index.ts`. Throws UsageError for settings that are wrong. */
export async function check(input: CheckInput): Promise<CheckOutput> {
  const ends = performance.now() + input.deadline
  const settings = readSection('sqlite-migration', schema, input.settings)
  const output: CheckOutput & Required<Pick<CheckOutput, 'traces' | 'comments' | 'blocks' | 'leftTo'>> = {
    findings: [],
    notChecked: [],
    checked: [],
    traces: [],
    comments: [],
    blocks: [],
    leftTo: [],
  }
  for (const directory of byMigrationsDirectory(filesInOrder(input.sources), ({ source }) => source.path).values()) {
    if (isMine(directory, settings, input)) await checkDirectory(directory, { input, settings, ends, output })
    else output.leftTo.push(...directory.map(({ source }) => ({ path: source.path, check: POSTGRES_CHECK })))
  }
  return output
}

/** Whose files these are: told so, nobody else is there to take them, or one of them says so. */
function isMine(directory: readonly MigrationFile[], { dialect }: Settings, { running }: CheckInput): boolean {
  const has = (mark: (text: string) => string | undefined): boolean =>
    directory.some(({ source }) => mark(source.text) !== undefined)
  if (dialect === 'sqlite' || has(sqliteMark)) return true
  return !running.includes(POSTGRES_CHECK) && !(running.includes(MYSQL_CHECK) && has(mysqlMark))
}

interface Work {
  input: CheckInput
  settings: Settings
  /** On the clock of `performance`. */
  ends: number
  output: CheckOutput & Required<Pick<CheckOutput, 'traces' | 'comments' | 'blocks'>>
}

async function checkDirectory(directory: readonly MigrationFile[], work: Work): Promise<void> {
  const { input, settings, ends, output } = work
  output.findings.push(...historyFindings(directory, input))
  let engine: Sqlite | undefined
  let stop: Omit<NotChecked, 'path'> | undefined
  const timeout = (): number => Math.max(0, Math.min(settings.statementTimeout, ends - performance.now()))
  for (const [place, file] of directory.entries()) {
    const { source } = file
    let gap = unreadable(file)
    if (gap === undefined && stop === undefined) {
      try {
        engine ??= await startSqlite(Math.max(0, ends - performance.now()))
        const session = { engine, timeout }
        const run = await runOnRows(session, source, {
          part: file.reading.up ?? { start: 0, end: source.text.length },
          wrapped: isWrapped(file, settings),
          foreignKeys: settings.foreignKeys,
          rows: settings.rows,
          madeLater: makerOf(directory.slice(place + 1)),
        })
        gap = report(run, { engine: engine.engine, settings, output })
        if (run.after === undefined) stop = after(source, gap)
      } catch (error) {
        if (!(error instanceof EngineStopped)) throw error
        engine = undefined
        stop = stopped(error, { source, timeout: settings.statementTimeout, over: performance.now() >= ends })
        gap = stop
      }
    } else gap ??= stop
    if (!source.report) continue
    if (gap !== undefined) output.notChecked.push({ path: source.path, ...gap })
    input.progress(source.path)
  }
  await engine?.close()
}

/** Whether one of the files makes a table. */
function makerOf(files: readonly MigrationFile[]): FileRun['madeLater'] {
  const made = new Set(
    files.flatMap(({ source: { text }, reading: { up } }) =>
      [...text.slice(up?.start, up?.end).matchAll(CREATE_TABLE)].map((match) => (match[1] ?? '').toLowerCase()),
    ),
  )
  return (table) => made.has(table.toLowerCase())
}

const CREATE_TABLE = /\bCREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(?:main\.)?["`[]?(\w+)/gi

/** What is not run at all. */
function unreadable({ source, reading }: MigrationFile): Omit<NotChecked, 'path'> | undefined {
  if (reading.up === undefined) return { reason: reading.wrap([]).because, remedy: 'leave it out of the call' }
  if (source.text.length > 4_000_000)
    return { reason: 'the file has more than 4,000,000 characters', remedy: 'split it' }
  return undefined
}

const after = ({ path }: Source, gap: { remedy: string } | undefined): Omit<NotChecked, 'path'> => ({
  reason: `not executed: ${path}, which runs before it, was not run to its end`,
  remedy: gap?.remedy ?? `mend ${path} first`,
})

function stopped(
  { why, message }: EngineStopped,
  { source, timeout, over }: { source: Source; timeout: number; over: boolean },
): Omit<NotChecked, 'path'> {
  if (why === 'time' && over)
    return {
      reason: `the time for the whole call was over before ${source.path} was done`,
      remedy: 'check fewer files at a time, or give the call more time',
    }
  const reason =
    why === 'time'
      ? `a statement of ${source.path} did not end within ${timeout} ms on a few rows`
      : why === 'memory'
        ? `a statement of ${source.path} used up the engine's memory`
        : `${source.path} stopped the engine: ${message}`
  return { reason, remedy: `run ${source.path} on a copy of the database` }
}

/** Adds what a run showed; what of it was not looked at, if anything. */
function report(
  run: RunOnRows,
  { engine, settings, output }: { engine: string; settings: Settings; output: Work['output'] },
): Omit<NotChecked, 'path'> | undefined {
  const { source, steps } = run
  const { path } = source
  output.comments.push(...commentsOf(source.text).map((comment) => ({ path, ...comment })))
  output.blocks.push(...steps.map(({ start, end }) => ({ path, start, end })))
  if (!source.report) return undefined
  const gap = missing(run) ?? withoutRows(run)
  const rules = SQLITE_RULES.flatMap(({ name, find }) =>
    (find?.(run, settings) ?? []).map(({ step, basis, ...hit }): RawFinding => ({
      rule: ruleId(name),
      path,
      start: step?.start ?? 0,
      end: step?.end ?? 0,
      basis: basis ?? 'executed',
      ...hit,
    })),
  )
  output.findings.push(
    ...(missing(run) === undefined ? rules : rules.filter(({ rule }) => rule !== ruleId('execution-failed'))),
  )
  output.traces.push(traceOf(run, engine))
  if (gap === undefined && steps.length > 0)
    output.checked.push({ path, ms: Math.round(steps.reduce((sum, { ms }) => sum + ms, 0)) })
  if (gap === undefined && steps.length === 0)
    return { reason: 'there is no statement in it', remedy: 'write the migration, or delete the file' }
  return gap
}

/** What becomes of rows was not seen where there were none. */
function withoutRows({ unfilled, steps }: RunOnRows): Omit<NotChecked, 'path'> | undefined {
  const met = unfilled.find(({ table }) =>
    steps.some(
      ({ normalized }) =>
        !/^(?:CREATE (?!UNIQUE|INDEX)|PRAGMA|INSERT\b.*\bVALUES)/.test(normalized) &&
        normalized.toLowerCase().includes(table.toLowerCase()),
    ),
  )
  if (met === undefined) return undefined
  return {
    reason: `executed while "${met.table}" was empty, so nothing was seen of its rows: those thought up were refused (${met.error})`,
    remedy: `give an INSERT for "${met.table}" in checks.sqlite-migration.rows`,
  }
}

/** What the engine lacks is not the file's fault, nor is a table that no file here makes. */
function missing({ steps, before, madeLater }: FileRun): Omit<NotChecked, 'path'> | undefined {
  const failed = steps.findLast(({ error }) => error !== undefined)
  const error = failed?.error ?? ''
  const lacks = /no such (module|function|collation sequence|tokenizer): ?(.*)/.exec(error)
  if (lacks !== null)
    return {
      reason: `not wholly executed: the embedded SQLite has no ${lacks[1]} ${lacks[2]}`,
      remedy: 'run the file on a copy of the database',
    }
  const database = /unable to open database: (.*)/.exec(error)?.[1]
  if (database !== undefined)
    return {
      reason: `not wholly executed: the embedded SQLite sees no files, so ${database} cannot be opened`,
      remedy: 'run the file on a copy of the databases',
    }
  const table = /no such table: (?:main\.)?(.*)/.exec(error)?.[1]
  if (table === undefined || before.tables.has(table) || madeLater(table)) return undefined
  const made = steps.some(({ normalized }) => /^(?:CREATE|DROP|ALTER)\b/.test(normalized) && normalized.includes(table))
  return made
    ? undefined
    : {
        reason: `not wholly executed: no file of the directory makes the table "${table}"`,
        remedy: 'check the directory with the files that make it',
      }
}
