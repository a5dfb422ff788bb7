import { listRules } from '../../operations/rules.ts'
import { lookOf, table } from '../layout.ts'
import type { ExitCode } from '../main.ts'
import { write, writeJson } from '../streams.ts'

export async function rules(check: string | undefined, { format }: { format: string }): Promise<ExitCode> {
  const result = await listRules(check === undefined ? {} : { check })
  if (format === 'json') {
    writeJson(result)
    return 0
  }
  const look = await lookOf('stdout', process.env)
  const rows = result.rules.map((rule) => [
    rule.id,
    rule.enabled === false ? `off (${rule.severity})` : rule.severity,
    rule.title,
  ])
  write(
    `${table(rows, look.width)}\n\n${rows.length} rules. One of them: maifady-mcp explain ${rows[0]?.[0] ?? '<rule>'}\n`,
  )
  return 0
}
