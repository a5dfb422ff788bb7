import {
  type GetPromptResult,
  type ListPromptsResult,
  ProtocolError,
  ProtocolErrorCode,
} from '@modelcontextprotocol/server'
import type { Snapshot } from '../catalog/agent.ts'
import type { Context } from '../operations/context.ts'
import { getAgent } from '../operations/get-agent.ts'
import { UsageError } from '../usage-error.ts'
import { describeOrigin } from './origin.ts'

/** One prompt for each agent. Titles only: all of them are listed at once and cost the client tokens. */
export function listPrompts(snapshot: Snapshot): ListPromptsResult {
  return { prompts: snapshot.agents.map(({ name, title }) => ({ name, title, arguments: [{ name: 'task' }] })) }
}

/** The agent's instructions as a message of the user, with the task at the end. */
export async function getPrompt(
  context: Context,
  name: string,
  args: Readonly<Record<string, string>> = {},
): Promise<GetPromptResult> {
  try {
    const { agent, text } = await getAgent(context, { name })
    const task = args['task']?.trim() ?? ''
    const whole = `${describeOrigin(agent)}${text.trimEnd()}${task === '' ? '' : `\n\n# Task\n\n${task}`}\n`
    return { description: agent.title, messages: [{ role: 'user', content: { type: 'text', text: whole } }] }
  } catch (error) {
    if (error instanceof UsageError) throw new ProtocolError(ProtocolErrorCode.InvalidParams, error.message)
    throw error
  }
}
