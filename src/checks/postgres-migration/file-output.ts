import type { CheckOutput, RawFinding } from '../check.ts'
import type { Down } from './downs.ts'
import type { Migration, MigrationTrace } from './migration.ts'
import { ruleId } from './rules/rule.ts'
import type { DownRun } from './trace/run-down.ts'

type NotChecked = CheckOutput['notChecked'][number]

export type MigrationOutput = Required<Omit<CheckOutput, 'schemas'>>

/** What the parser refused, in the files that are reported on. */
export function syntaxFindings(migrations: readonly Migration[]): RawFinding[] {
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

/** What running a way back showed, by the path of the file that it stands in. */
export function downRuns(
  downs: ReadonlyMap<string, Down>,
  traces: ReadonlyMap<string, MigrationTrace>,
): Map<string, { own: boolean; run: DownRun | undefined }> {
  return new Map(
    [...downs].map(([path, { source }]) => [source.path, { own: source.path !== path, run: traces.get(path)?.down }]),
  )
}

/** Adds what was looked at of a file, and what was not. */
export function addFile(
  output: MigrationOutput,
  migration: Migration,
  { trace, down }: { trace: MigrationTrace | undefined; down: { own: boolean; run: DownRun | undefined } | undefined },
): void {
  const { source, statements, comments, problem } = migration
  const { path } = source
  output.comments.push(...comments.map((comment) => ({ path, ...comment })))
  output.blocks.push(...statements.map(({ start, end }) => ({ path, start, end })))
  if (trace?.statements.some(({ outcome }) => outcome === 'executed' || outcome === 'failed') === true) {
    output.traces.push({ path, engine: trace.engine, statements: [...trace.statements] })
  }
  const gap =
    problem === undefined ? (gapOfDown(down) ?? (down?.own === true ? undefined : gapOf(migration, trace))) : undefined
  if (gap !== undefined) output.notChecked.push({ path, ...gap })
  else output.checked.push({ path, ms: Math.round(trace?.statements.reduce((sum, { ms }) => sum + ms, 0) ?? 0) })
}

/** Why a way back was not executed, if it was not. */
function gapOfDown(down: { own: boolean; run: DownRun | undefined } | undefined): Omit<NotChecked, 'path'> | undefined {
  if (down === undefined || down.run?.outcome === 'ran' || down.run?.outcome === 'failed') return undefined
  if (down.run !== undefined)
    return { reason: `the way back was not executed: ${down.run.reason}`, remedy: down.run.remedy }
  return down.own
    ? {
        reason: 'a way back is executed after its migration, and that was not',
        remedy: 'look at why the migration was not',
      }
    : undefined
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
