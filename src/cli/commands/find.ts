import { findAgent, type AgentList, type FindRequest } from '../../operations/find-agent.ts'
import { UsageError } from '../../usage-error.ts'
import { printable, wrap } from '../../report/printable.ts'
import { lookOf, type Look } from '../layout.ts'
import type { ExitCode } from '../main.ts'
import { withContext } from '../open.ts'
import { write, writeJson } from '../streams.ts'

/** That none fits is an answer, not a failure: `fits: false` and exit code 0. */
export async function find(
  task: string,
  { format, ...request }: Omit<FindRequest, 'task'> & { format: string },
): Promise<ExitCode> {
  if (task.trim() === '') throw new UsageError('say what the task is: maifady-mcp find "add a NOT NULL column"')
  return withContext(async (context) => {
    const result = await findAgent(context, { ...request, task })
    if (format === 'json') writeJson(result)
    else write(`${asText(result, await lookOf('stdout', process.env))}\n`)
    return 0
  })
}

function asText({ fits, agents }: AgentList, look: Look): string {
  const { bold, dim } = look.paint
  const blocks = agents.map((agent) => {
    const text = wrap(agent.description, look.width - 2).map((line) => `  ${line}`)
    const reasons = (agent.reasons ?? [])
      .flatMap((reason) => wrap(reason, look.width - 2))
      .map((line) => dim(`  ${line}`))
    return [
      `${bold(agent.name)}  ${printable(agent.title)} · ${agent.category} · ${agent.tier}`,
      ...text,
      ...reasons,
    ].join('\n')
  })
  const best = agents[0]
  if (best === undefined) return 'No agent fits this task. All of them: maifady-mcp list'
  if (!fits) return ['No agent fits this task. The nearest:', ...blocks, 'All of them: maifady-mcp list'].join('\n\n')
  return [...blocks, `Read it: maifady-mcp show ${best.name}`].join('\n\n')
}
