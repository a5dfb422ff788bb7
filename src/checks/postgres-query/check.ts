import { UsageError } from '../../usage-error.ts'
import type { CheckInput, CheckOutput, RawFinding, Source } from '../check.ts'
import { loadParser, type ParsedStatement } from '../postgres-migration/parse.ts'
import { readSection } from '../read-section.ts'
import { blocksOf } from './blocks.ts'
import { notComparable } from './compare.ts'
import type { Explained } from './explain.ts'
import { placeOf } from './place.ts'
import { isQuery, type QueryFile, readQueries } from './read-queries.ts'
import { QUERY_RULES } from './rules/index.ts'
import { ruleId } from './rules/rule.ts'
import { type Gap, type Ran, runSchema, tablesIn } from './run-schema.ts'
import { schemaOf } from './schema-of.ts'
import { schema, type Settings } from './settings.ts'

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
    const ran: Ran =
      group.schema.length === 0 || queries.length === 0
        ? { explained: new Map(), freeCasts: new Set(), gap: NO_SCHEMA }
        : await runSchema(group.schema, queries, { input, settings, rows: rowsIn(group.files), deadline })
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

/** Runs two queries on generated databases instead of judging them. */
async function compareFiles(files: readonly QueryFile[], input: CheckInput, settings: Settings): Promise<Output> {
  const output: Output = { findings: [], notChecked: [], checked: [], comments: [], blocks: [] }
  const [one, other] = files
  if (one === undefined || other === undefined || files.length > 2)
    throw new UsageError(`two queries are compared; ${files.length} were given: name two .sql files`)
  const give = (gap: Gap): Output => ({
    ...output,
    notChecked: files.map(({ source }) => ({ path: source.path, ...gap })),
  })
  const broken = files.find(({ problem }) => problem !== undefined)
  if (broken !== undefined)
    return give({ reason: `${broken.source.path} cannot be read: ${broken.problem?.message}`, remedy: 'mend it first' })
  const [group] = bySchema([one], input.sources, settings)
  const schema = group?.schema ?? []
  if (schema.length === 0) return give(NO_SCHEMA)
  const refused = notComparable(one) ?? notComparable(other)
  const deadline = Math.max(0, input.deadline - TIME_FOR_RULES)
  const pair = [one, other] as const
  const ran =
    refused === undefined
      ? await runSchema(schema, [], { input, settings, rows: new Map(), pair, deadline })
      : undefined
  const compared = refused ?? ran?.compared
  if (ran?.gap !== undefined) return give(ran.gap)
  if (compared === undefined) return give({ reason: 'the engine gave no answer', remedy: 'run it again' })
  if ('refused' in compared)
    return give({ reason: `they cannot be compared: ${compared.refused}`, remedy: compared.remedy })
  output.checked.push(...files.map(({ source }) => ({ path: source.path, ms: 0 })))
  if ('agreed' in compared)
    output.remarks = [
      `${one.source.path} and ${other.source.path} gave the same rows on ${compared.agreed} generated databases, NULLs and duplicates among them. That is evidence, not a proof; the order of rows was not compared.`,
    ]
  else output.findings.push(differing(pair, compared))
  return output
}

function differing(pair: readonly [QueryFile, QueryFile], { of, row }: { of: 0 | 1; row: string }): RawFinding {
  const [file, without] = of === 0 ? pair : [pair[1], pair[0]]
  const [start, end] = [file.statements[0]?.start ?? 0, file.statements[0]?.end ?? 0].map(file.original)
  return {
    rule: ruleId('not-equivalent'),
    path: file.source.path,
    start: start ?? 0,
    end: end ?? 0,
    basis: 'executed',
    message: `It gives a row that ${without.source.path} does not give, or gives less often, on a generated database.`,
    evidence: row.slice(0, 1000),
  }
}

/** Milliseconds kept back for what follows the run. */
const TIME_FOR_RULES = 500

const NO_SCHEMA: Gap = {
  reason: 'no schema was found for it, so only what needs none was checked',
  remedy:
    'put schema.sql or a migrations folder beside it or above it, or name one as checks.postgres-query.schema in .maifady/config.yaml',
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

interface Group {
  schema: Source[]
  files: QueryFile[]
}

/** Files that are for the same schema, which is made once. Throws UsageError when the schema that the settings name is not there. */
function bySchema(files: readonly QueryFile[], sources: readonly Source[], settings: Settings): Group[] {
  const paths = sources.map(({ path }) => path)
  const groups = new Map<string, Group>()
  for (const file of files) {
    const found = new Set(schemaOf(file.source.path, paths, settings.schema))
    if (found.size === 0 && settings.schema.length > 0)
      throw new UsageError(`checks.postgres-query.schema: there is no "${settings.schema.join('", "')}" in this folder`)
    const key = JSON.stringify([...found])
    const group = groups.get(key) ?? { schema: sources.filter(({ path }) => found.has(path)), files: [] }
    group.files.push(file)
    groups.set(key, group)
  }
  return [...groups.values()]
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

/** What was not looked at, or not executed, of a file. */
function gapOf({ source, statements, problem, foreign, parameters }: QueryFile, ran: Ran): Gap | undefined {
  if (foreign !== undefined)
    return {
      reason: `it looks like ${foreign.database} (${foreign.mark}), and this check reads PostgreSQL`,
      remedy: 'if it is for PostgreSQL, pass --dialect postgres',
    }
  if (problem !== undefined) return undefined
  const queries = statements.filter(isQuery)
  if (queries.length === 0)
    return {
      reason: 'there is no query in it',
      remedy: `write SELECT, INSERT, UPDATE, DELETE or MERGE, or leave ${source.path} out`,
    }
  if (ran.gap !== undefined) return ran.gap
  for (const query of queries) {
    const { error } = ran.explained.get(query) ?? {}
    if (error !== undefined && !isFault(error, ran)) return refusedGap(error, parameters)
  }
  const { unfilled } = ran
  const empty = queries
    .flatMap((query) => tablesIn(ran.explained.get(query)?.plan))
    .find((table) => unfilled?.has(table) === true)
  if (empty !== undefined)
    return {
      reason: `no rows could be generated for "${empty}" (${unfilled?.get(empty)}), so the plan was not judged`,
      remedy: `write "-- maifady: rows ${empty}=0" to leave it empty`,
    }
  return undefined
}

/** Whether an error is the query's own. Classes of codes: https://www.postgresql.org/docs/18/errcodes-appendix.html */
function isFault({ code }: NonNullable<Explained['error']>, { gap }: Ran): boolean {
  return gap === undefined && !/^(?:08|53|54|57|58|XX)/.test(code) && code !== UNKNOWN_TYPE
}

/** indeterminate_datatype */
const UNKNOWN_TYPE = '42P18'

function refusedGap({ code, message }: NonNullable<Explained['error']>, parameters: readonly string[]): Gap {
  if (code !== UNKNOWN_TYPE)
    return {
      reason: `the embedded engine is at its limit: ${message}`,
      remedy: 'check the query alone, on a smaller schema',
    }
  const number = Number(/\$(\d+)/.exec(message)?.[1] ?? 0)
  const name = parameters[number - 1] ?? `$${number}`
  return { reason: `the type of the parameter ${name} cannot be told: ${message}`, remedy: 'write a cast: $1::bigint' }
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
