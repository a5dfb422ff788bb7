import {
  type CallToolResult,
  type ListToolsResult,
  ProtocolError,
  ProtocolErrorCode,
} from '@modelcontextprotocol/server'
import { describeFailure } from './failure.ts'
import type { Surface } from './surface.ts'
import { CHECK_FILES } from './tools/check-files.ts'
import { EXPLAIN_RULE } from './tools/explain-rule.ts'
import { FIND_AGENT } from './tools/find-agent.ts'
import { GET_AGENT } from './tools/get-agent.ts'
import type { Call } from './tools/tool.ts'

/** Sorted by name, as they are listed. */
const TOOLS = [CHECK_FILES, EXPLAIN_RULE, FIND_AGENT, GET_AGENT]
const byName = new Map(TOOLS.map((tool) => [tool.name, tool]))

let listed: ListToolsResult | undefined

export function listTools(): ListToolsResult {
  listed ??= { tools: TOOLS.map((tool) => tool.listing()) }
  return listed
}

/** Runs a tool. What goes wrong in it is a result that the model can read; an unknown tool is a protocol error. */
export async function callTool(surface: Surface, name: string, args: unknown, call: Call): Promise<CallToolResult> {
  const tool = byName.get(name)
  if (tool === undefined)
    throw new ProtocolError(
      ProtocolErrorCode.InvalidParams,
      `there is no tool "${name.slice(0, 80)}"; there are ${[...byName.keys()].join(', ')}`,
    )
  try {
    return await tool.run(surface, args, call)
  } catch (error) {
    return { isError: true, content: [{ type: 'text', text: describeFailure(surface, name, error) }] }
  }
}
