import { CHECKS } from './index.ts'
import type { Task } from './job.ts'
import type { Outcome } from './run.ts'

/**
 * Takes off the servers what the tasks that did not answer left there: their worker was ended and could not do it. Gives lines for
 * `Report.remarks`.
 */
export async function sweepServers(tasks: readonly Task[], outcomes: readonly Outcome[]): Promise<string[]> {
  const answered = new Set(outcomes.flatMap((outcome) => ('output' in outcome ? outcome.check : [])))
  const lines: string[] = []
  for (const { check, input } of tasks) {
    const row = CHECKS.find(({ id }) => id === check)
    const { databaseUrl, runToken } = input
    if (row?.sweep === undefined || databaseUrl === undefined || runToken === undefined || answered.has(check)) continue
    lines.push(...(await row.sweep(databaseUrl, runToken)))
  }
  return lines
}
