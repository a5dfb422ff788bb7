import { UsageError } from '../../usage-error.ts'
import type { CheckInput, CheckOutput, RawFinding } from '../check.ts'
import { bySchema, schemaFrom } from './by-schema.ts'
import { notComparable } from './compare.ts'
import { NO_SCHEMA } from './gaps.ts'
import type { QueryFile } from './read-queries.ts'
import { ruleId } from './rules/rule.ts'
import { type Gap, runSchema } from './run-schema.ts'
import { type Settings, TIME_FOR_RULES } from './settings.ts'

/** Runs two queries on generated databases instead of judging them. */
export async function compareFiles(
  files: readonly QueryFile[],
  input: CheckInput,
  settings: Settings,
): Promise<CheckOutput> {
  const output: CheckOutput = { findings: [], notChecked: [], checked: [], comments: [], blocks: [] }
  const [one, other] = files
  if (one === undefined || other === undefined || files.length > 2)
    throw new UsageError(`two queries are compared; ${files.length} were given: name two .sql files`)
  const give = (gap: Gap): CheckOutput => ({
    ...output,
    notChecked: files.map(({ source }) => ({ path: source.path, ...gap })),
  })
  const broken = files.find(({ problem }) => problem !== undefined)
  if (broken !== undefined)
    return give({ reason: `${broken.source.path} cannot be read: ${broken.problem?.message}`, remedy: 'mend it first' })
  const [group] = bySchema([one], input.sources, settings)
  const schema = group === undefined ? [] : schemaFrom(group, input.baseSchema)
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
