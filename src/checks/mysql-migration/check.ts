import type { CheckInput, CheckOutput, RawFinding } from '../check.ts'
import { makeLocator } from '../locate.ts'
import { historyHits } from '../migration-history/find.ts'
import { sameWords } from '../migration-history/same-words.ts'
import { filesInOrder, byMigrationsDirectory, type MigrationFile } from '../postgres-migration/conventions.ts'
import { readSection } from '../read-section.ts'
import { filesFor } from './files-for.ts'
import { loadReader, readFile } from './read-files.ts'
import { MYSQL_RULES } from './rules/index.ts'
import { ruleId } from './rules/rule.ts'
import { schema } from './settings.ts'
import { type ReadFile, type Step, stepsOf } from './steps.ts'
import { targetOf } from './target-of.ts'

type Output = CheckOutput & Required<Pick<CheckOutput, 'comments' | 'blocks' | 'leftTo'>>
type Gap = Omit<CheckOutput['notChecked'][number], 'path'>

/** Reads MySQL and MariaDB migrations directory by directory and judges what they do; see `index.ts`. Throws UsageError for settings that are wrong. */
export async function check(input: CheckInput): Promise<CheckOutput> {
  const ends = performance.now() + input.deadline
  const settings = readSection('mysql-migration', schema, input.settings)
  const output: Output = { findings: [], notChecked: [], checked: [], comments: [], blocks: [], leftTo: [] }
  const { mine, leftTo } = await filesFor(filesInOrder(input.sources), settings, input.running)
  output.leftTo.push(...leftTo)
  if (mine.length === 0) return output
  const reader = await loadReader()
  for (const directory of byMigrationsDirectory(mine, ({ source }) => source.path).values()) {
    const target = targetOf(
      directory.map(({ source }) => source.text),
      settings,
    )
    const read: ReadFile[] = []
    for (const file of directory) {
      const gap = unreadable(file) ?? (performance.now() > ends - TIME_FOR_RULES ? TIME_IS_UP : undefined)
      if (gap === undefined) read.push(readFile(file, target, reader))
      else if (file.source.report) output.notChecked.push({ path: file.source.path, ...gap })
      input.progress(file.source.path)
    }
    output.findings.push(...historyFindings(directory, input))
    const steps = stepsOf(read, target)
    for (const file of read)
      report(
        file,
        steps.filter((step) => step.file === file),
        output,
      )
  }
  return output
}

function historyFindings(directory: readonly MigrationFile[], { history }: CheckInput): RawFinding[] {
  const sameEffect = (before: string, after: string): boolean => sameWords(before, after, 'mysql')
  return historyHits(directory, history, { sameEffect }).map(({ name, hit }) => ({ rule: ruleId(name), ...hit }))
}

const TIME_FOR_RULES = 1000
const TIME_IS_UP: Gap = { reason: 'the time was up before it was read', remedy: 'check fewer files at a time' }

function unreadable({ source, reading }: MigrationFile): Gap | undefined {
  if (reading.up === undefined) return { reason: reading.wrap([]).because, remedy: 'leave it out of the call' }
  if (source.text.length > 16_000_000)
    return { reason: 'the file has more than 16,000,000 characters', remedy: 'split it, data from schema' }
  return undefined
}

function report(file: ReadFile, steps: readonly Step[], output: Output): void {
  const { source, split, statements } = file
  const { path } = source
  output.comments.push(...split.comments.map((comment) => ({ path, ...comment })))
  output.blocks.push(...statements.map(({ start, end }) => ({ path, start, end })))
  if (!source.report) return
  if (split.problem !== undefined) output.findings.push(syntaxFinding(path, split.problem))
  for (const { name, find, oncePerFile = false } of MYSQL_RULES) {
    const hits = steps.flatMap((step) => (find?.(step) ?? []).map((hit) => ({ step, hit })))
    for (const { step, hit } of oncePerFile ? hits.slice(0, 1) : hits) {
      const { place, ...rest } = hit
      const { start, end } = place ?? step.statement
      output.findings.push({ rule: ruleId(name), path, start, end, basis: 'parsed', ...rest })
    }
  }
  const gap = gapOf(file)
  if (gap === undefined) output.checked.push({ path, ms: 0 })
  else output.notChecked.push({ path, ...gap })
}

function syntaxFinding(path: string, { message, offset }: { message: string; offset: number }): RawFinding {
  return {
    rule: ruleId('syntax'),
    path,
    message: `${message.charAt(0).toUpperCase()}${message.slice(1)}. Nothing behind it was checked.`,
    start: offset,
    end: offset + 1,
    basis: 'parsed',
  }
}

/** What of a file was not looked at. */
function gapOf({ source, statements, split }: ReadFile): Gap | undefined {
  if (statements.length === 0 && split.problem === undefined)
    return { reason: 'there is no statement in it', remedy: 'write the migration, or delete the file' }
  const unread = statements.flatMap(({ body }) => (body.kind === 'unread' ? [body] : []))
  const [first] = unread
  if (first === undefined) return undefined
  const { line } = makeLocator(source.text).position(first.near)
  const more = unread.length === 1 ? '' : ` (and ${unread.length - 1} more of its statements)`
  return {
    reason: `the grammar at hand does not read a statement of it, line ${line}: ${first.message}${more}`,
    remedy: 'if a server takes it, review that statement by hand; the others were checked',
  }
}
