import type { CheckInput, CheckOutput, RawFinding } from '../check.ts'
import { loadReader } from '../mysql-migration/read-files.ts'
import { loadParser } from '../postgres-migration/parse.ts'
import { type ReadFile, readGateFile } from './read.ts'
import { GATE_RULES } from './rules/index.ts'
import { ruleId, type View } from './rules/rule.ts'
import { readSql, type ReadSql } from './sql.ts'

/** Reads gate files and judges them; see `index.ts`. */
export async function check({ sources, today, progress }: CheckInput): Promise<CheckOutput> {
  const output: CheckOutput & Required<Pick<CheckOutput, 'comments'>> = {
    findings: [],
    notChecked: [],
    checked: [],
    comments: [],
  }
  for (const source of sources.filter(({ report }) => report)) {
    const file = readGateFile(source)
    const { path } = source
    output.comments.push(...file.yaml.comments.map((comment) => ({ path, ...comment })))
    const sql = await readQueries(file)
    output.findings.push(...judge({ ...file, sql, today }))
    const gap = gapOf(sql, file)
    if (gap === undefined) output.checked.push({ path, ms: 0 })
    else output.notChecked.push({ path, ...gap })
    progress(path)
  }
  return output
}

/** The parsers are loaded only where a gate has SQL of their dialect. */
async function readQueries({ gates }: ReadFile): Promise<Map<number, ReadSql>> {
  const dialects = new Set(gates.flatMap(({ gate: { query } }) => ('sql' in query ? [query.dialect] : [])))
  if (dialects.has('postgres')) await loadParser()
  const mysql = dialects.has('mysql') || dialects.has('mariadb') ? await loadReader() : undefined
  return new Map(
    gates.flatMap(({ gate, at }) => {
      const read = readSql(gate, mysql)
      return read === undefined ? [] : [[at, read] as const]
    }),
  )
}

/** A file whose YAML cannot be read has nothing else that could be judged. */
function judge(view: View): RawFinding[] {
  const { source, yaml } = view
  return GATE_RULES.filter(({ name }) => yaml.error === undefined || name === 'syntax').flatMap(({ name, find }) =>
    find(view).map(({ at, key, ...hit }): RawFinding => {
      const { start, end } = yaml.error ?? (key ? yaml.keyRangeOf(at) : yaml.rangeOf(at))
      const line = source.text.indexOf('\n', start)
      return {
        rule: ruleId(name),
        path: source.path,
        start,
        end: line === -1 ? end : Math.min(end, line),
        basis: 'parsed',
        ...hit,
      }
    }),
  )
}

function gapOf(sql: ReadonlyMap<number, ReadSql>, { gates }: ReadFile): { reason: string; remedy: string } | undefined {
  const unread = gates.find(({ at }) => sql.get(at)?.kind === 'unread')
  if (unread === undefined) return undefined
  return {
    reason: `the SQL of the gate "${unread.gate.id}" was not parsed: there is no parser for its dialect here`,
    remedy: 'run the query once by hand before the release',
  }
}
