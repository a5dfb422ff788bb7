import type { Agent } from '../catalog/agent.ts'
import { nearest } from '../nearest.ts'
import { UsageError } from '../usage-error.ts'
import type { Context } from './context.ts'

export interface GetRequest {
  /** Name or alias. */
  name: string
  /** `references/<topic>`; the core without it. */
  part?: string
}

export interface AgentText {
  agent: Agent
  /** Markdown, without front matter. */
  text: string
}

/** The Markdown of one agent or of one of its references. Throws UsageError for a name or part that is not there. */
export async function getAgent(context: Context, { name, part }: GetRequest): Promise<AgentText> {
  const snapshot = context.snapshot()
  const agent = snapshot.get(name)
  if (agent === undefined) {
    const names = snapshot.agents.flatMap((each) => [each.name, ...each.routing.aliases])
    throw new UsageError(`no agent is called "${clip(name)}"${didYouMean(nearest(name, names))}. \`list\` shows all.`)
  }
  const text = await snapshot.read(agent, part)
  if (text === undefined) {
    const parts = agent.references.map((reference) => `references/${reference.topic}`)
    const known = parts.length === 0 ? 'it has no references' : `it has ${parts.join(', ')}`
    throw new UsageError(`${agent.name} has no part "${clip(part ?? '')}": ${known}.`)
  }
  return { agent, text }
}

const clip = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text)
const didYouMean = (word: string | undefined): string => (word === undefined ? '' : `; did you mean "${word}"?`)
