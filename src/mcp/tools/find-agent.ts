import * as z from 'zod/v4'
import { type AgentList, type AgentRow, findAgent } from '../../operations/find-agent.ts'
import { ANSWER_LIMIT, wireLength } from '../text.ts'
import { defineTool, type Tool } from './tool.ts'

export const FIND_AGENT: Tool = defineTool({
  name: 'find_agent',
  title: 'Find an expert agent',
  description:
    'Which expert agent is for this engineering task (SQL migrations, review, CI, APIs, tests, security …)? Call it before you start; then follow what get_agent gives. Says when none fits. Without a task: all agents.',
  input: () =>
    z.strictObject({
      task: z.string().max(4000).optional().describe('The task, in the words of the user, any language'),
      limit: z.int().min(1).max(50).optional(),
      category: z.string().max(100).optional(),
    }),
  // Loose: what is named here is what a program counts on, and the whole list has 900 tokens.
  output: () => z.object({ fits: z.boolean(), agents: z.array(z.looseObject({ name: z.string() })) }),
  handle: async ({ context }, { task, limit, category }) => {
    const list = fitList(
      await findAgent(context, {
        ...(task !== undefined && { task }),
        ...(limit !== undefined && { limit }),
        ...(category !== undefined && { category }),
      }),
    )
    return {
      content: [{ type: 'text', text: describeList(list, (task ?? '').trim() !== '') }],
      structuredContent: { ...list },
    }
  },
})

type Listed = AgentList & { more?: string }

/** The list in a size that no client cuts: what each agent is instead of its whole description, then fewer agents and a word about the others. */
function fitList(list: AgentList): Listed {
  if (wireLength(list) <= ANSWER_LIMIT) return list
  const short = {
    ...list,
    agents: list.agents.map((agent) => ({ ...agent, description: firstSentence(agent.description) })),
  }
  if (wireLength(short) <= ANSWER_LIMIT) return short
  const agents: AgentRow[] = []
  let used = 200
  for (const agent of short.agents) {
    used += wireLength(agent) + 1
    if (used > ANSWER_LIMIT) break
    agents.push(agent)
  }
  return {
    fits: list.fits,
    agents,
    more: `${list.agents.length - agents.length} more agents: narrow the list with task or category.`,
  }
}

const firstSentence = (text: string): string => /^.+?[.。](?=\s|$)/su.exec(text)?.[0] ?? text

function describeList({ fits, agents, more }: Listed, ranked: boolean): string {
  const first = agents[0]
  const head = !fits
    ? `No agent is for this task${first === undefined ? '.' : '. The nearest:'}`
    : first === undefined
      ? 'There is no agent in this category.'
      : `${agents.length} agent${agents.length === 1 ? '' : 's'}${ranked ? ', best first' : ''}. Read one: get_agent {"name":"${first.name}"}`
  return [head, ...agents.map(describeAgent), ...(more === undefined ? [] : [more])].join('\n\n')
}

function describeAgent({ name, title, category, tier, description, score, reasons = [] }: AgentRow): string {
  const rank = score === undefined ? '' : `, score ${score}`
  return [`${name}: ${title} (${category}, ${tier}${rank})`, description, ...reasons].join('\n  ')
}
