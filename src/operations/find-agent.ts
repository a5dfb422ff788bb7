import type { Agent } from '../catalog/agent.ts'
import type { Context } from './context.ts'

export interface FindRequest {
  /** The task in plain words; empty for the whole list. */
  task?: string
  /** 1 to 50; default 5 with a task, everything without. */
  limit?: number
  category?: string
}

export interface AgentRow {
  name: string
  title: string
  category: string
  tier: string
  description: string
  /** Only with a task. Higher is better; comparable within one answer. */
  score?: number
  reasons?: string[]
}

export interface AgentList {
  /** False when no agent is for the task; the nearest may still be listed. */
  fits: boolean
  agents: AgentRow[]
}

/** The agents for a task, best first; without a task all of them by name. */
export async function findAgent(context: Context, request: FindRequest): Promise<AgentList> {
  const snapshot = context.snapshot()
  const task = request.task?.trim() ?? ''
  if (task === '') {
    const agents = snapshot.agents.filter(
      (agent) => request.category === undefined || agent.category === request.category,
    )
    return { fits: true, agents: agents.slice(0, request.limit ?? agents.length).map(toRow) }
  }
  const { fits, matches } = (await context.index()).find({ ...request, task })
  const agents = matches.flatMap(({ name, score, reasons }) => {
    const agent = snapshot.get(name)
    return agent === undefined ? [] : [{ ...toRow(agent), score, reasons }]
  })
  return { fits, agents }
}

function toRow({ name, title, category, tier, description }: Agent): AgentRow {
  return { name, title, category, tier, description }
}
