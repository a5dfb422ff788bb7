import { findAgent, type AgentRow } from '../../operations/find-agent.ts'
import { lookOf, table, type Look } from '../layout.ts'
import type { ExitCode } from '../main.ts'
import { withContext } from '../open.ts'
import { write, writeError, writeJson } from '../streams.ts'

export async function list({ category, format }: { category?: string; format: string }): Promise<ExitCode> {
  return withContext(async (context) => {
    const result = await findAgent(context, category === undefined ? {} : { category })
    const problems = context.snapshot().problems.length
    if (format === 'json') writeJson(result)
    else write(`${asText(result.agents, await lookOf('stdout', process.env))}\n`)
    if (problems > 0)
      writeError(`maifady-mcp: ${problems} broken agent file(s) left out; \`maifady-mcp doctor\` says which.\n`)
    return 0
  })
}

function asText(agents: readonly AgentRow[], look: Look): string {
  if (agents.length === 0) return 'no agents.'
  const categories = [...new Set(agents.map((agent) => agent.category))]
  const width = Math.max(...agents.map((agent) => agent.name.length))
  const blocks = categories.map((category) => {
    const rows = agents.filter((agent) => agent.category === category)
    const lines = table(
      rows.map((agent) => [`  ${agent.name.padEnd(width)}`, agent.tier, agent.title]),
      look.width,
    )
    return `${look.paint.bold(category)}\n${lines}`
  })
  return `${blocks.join('\n\n')}\n\n${agents.length} agent${agents.length === 1 ? '' : 's'}. Read one: maifady-mcp show ${agents[0]?.name ?? '<agent>'}`
}
