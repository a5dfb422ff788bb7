import type { CheckInput, CheckOutput, RawFinding } from '../check.ts'
import { loadParser, type ParsedStatement } from '../postgres-migration/parse.ts'
import { readSection } from '../read-section.ts'
import { blocksOf } from './blocks.ts'
import { bySchema, schemaFrom } from './by-schema.ts'
import { compareFiles } from './compare-files.ts'
import type { Explained } from './explain.ts'
import { gapOf, isFault, NO_SCHEMA } from './gaps.ts'
import { placeOf } from './place.ts'
import { isQuery, type QueryFile, readQueries } from './read-queries.ts'
import { QUERY_RULES } from './rules/index.ts'
import { ruleId } from './rules/rule.ts'
import { type Ran, runSchema } from './run-schema.ts'
import { schema, type Settings, TIME_FOR_RULES } from './settings.ts'

type Output = CheckOutput & Required<Pick<CheckOutput, 'comments' | 'blocks'>>

/** Reads queries, plans them on their schema and judges them; see `index.ts`. Throws UsageError for settings that are wrong. */
export async function check(input: CheckInput): Promise<CheckOutput> {
  const started = performance.now()
  const settings = readSection('postgres-query', schema, input.settings)
  await loadParser()
  const files = input.sources.filter(({ report }) => report).map((source) => readQueries(source, settings.dialect))
  if (input.equivalent === true) return compareFiles(files, input, settings)
  const output: Output = { findings: [], notChecked: [], checked: [], comments: [], blocks: [] }
  for (const group of bySchema(files, input.sources, settings)) {
    const queries = group.files.flatMap(({ statements }) => statements.filter(isQuery))
    const deadline = Math.max(0, input.deadline - TIME_FOR_RULES - (performance.now() - started))
    const made = schemaFrom(group, input.baseSchema)
    const ran: Ran =
      made.length === 0 || queries.length === 0
        ? { explained: new Map(), freeCasts: new Set(), gap: NO_SCHEMA }
        : await runSchema(made, queries, { input, settings, rows: rowsIn(group.files), deadline })
    for (const file of group.files) {
      const before = performance.now()
      addFile(output, file, { ran, settings })
      const gap = gapOf(file, ran)
      const { path } = file.source
      if (gap === undefined) output.checked.push({ path, ms: Math.round(performance.now() - before) })
      else output.notChecked.push({ path, ...gap })
      input.progress(path)
    }
  }
  return output
}

/** `-- maifady: rows orders=200000 customers=5000`; the largest where files differ. */
function rowsIn(files: readonly QueryFile[]): Map<string, number> {
  const rows = new Map<string, number>()
  for (const { text } of files.flatMap(({ comments }) => comments)) {
    const said = /maifady:\s*rows\s+(.*)/.exec(text)?.[1] ?? ''
    for (const [, table = '', count] of said.matchAll(/([\w.]+)=(\d{1,9})/g))
      rows.set(table, Math.max(rows.get(table) ?? 0, Number(count)))
  }
  return rows
}

function addFile(output: Output, file: QueryFile, { ran, settings }: { ran: Ran; settings: Settings }): void {
  const { source, statements, comments, problem, foreign, original } = file
  const { path } = source
  output.comments.push(...comments.map((comment) => ({ path, ...comment })))
  output.blocks.push(...statements.map(({ start, end }) => ({ path, start: original(start), end: original(end) })))
  if (problem !== undefined && foreign === undefined) output.findings.push(syntaxFinding(path, source.text, problem))
  for (const statement of statements.filter(isQuery)) {
    const { error } = ran.explained.get(statement) ?? {}
    if (error !== undefined && isFault(error, ran)) output.findings.push(refusal(file, statement, error))
    output.findings.push(...judge(file, statement, { ran, settings }))
  }
}

function judge(
  { source, text, original }: QueryFile,
  statement: ParsedStatement,
  { ran: { catalogue, explained, freeCasts, sizes = new Map() }, settings }: { ran: Ran; settings: Settings },
): RawFinding[] {
  const { plan, proposal, tried = 0 } = explained.get(statement) ?? {}
  const view = {
    statement,
    blocks: blocksOf(statement.node, catalogue),
    catalogue,
    plan,
    sizes,
    proposal,
    tried,
    freeCasts,
    settings,
  }
  return QUERY_RULES.flatMap(({ name, find }) =>
    (find?.(view) ?? []).map(({ at, fix, ...hit }): RawFinding => {
      const { start, end } = placeOf(at, text) ?? statement
      return {
        rule: ruleId(name),
        path: source.path,
        start: original(start),
        end: original(end),
        ...hit,
        ...(fix === undefined ? {} : { fix: { description: fix } }),
      }
    }),
  )
}

function refusal(
  { source, original }: QueryFile,
  { start, end }: ParsedStatement,
  { code, message }: NonNullable<Explained['error']>,
): RawFinding {
  return {
    rule: ruleId('execution-failed'),
    path: source.path,
    start: original(start),
    end: original(end),
    basis: 'executed',
    message: `The server refuses it: ${message}.`,
    evidence: `${code}: ${message}`,
  }
}

function syntaxFinding(
  path: string,
  text: string,
  { message, offset }: { message: string; offset: number },
): RawFinding {
  const word = /^(?:\w+|\S)/.exec(text.slice(offset, offset + 80))?.[0] ?? ''
  return {
    rule: ruleId('syntax'),
    path,
    message: `${message.charAt(0).toUpperCase()}${message.slice(1).replace(/\.$/, '')}. Nothing else in the file was checked.`,
    start: offset,
    end: offset + word.length,
    basis: 'parsed',
  }
}
