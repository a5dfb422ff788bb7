import { examplesOf } from '../handoffs.ts'
import { OURS } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const triggerConflict: AgentRule = {
  id: 'trigger-conflict',
  title: 'Two agents claim the same request',
  severity: 'error',
  basis: 'parsed',
  formats: OURS,
  why: 'Examples train and test the routing. The same one in two agents makes either answer wrong.',
  fix: 'Leave it with the agent that should get it, and make it a near miss of the other.',
  sameAs: [],
  find: (agent, { neighbours }) => {
    const { routing } = agent
    if (routing === undefined) return []
    const others = neighbours.filter((other) => other !== agent)
    return examplesOf(agent).flatMap((example, index) => {
      const rival = others.find((other) => examplesOf(other).some((each) => normal(each) === normal(example)))
      if (rival === undefined) return []
      const message = `"${rival.name}" claims this request too.`
      return [{ source: routing.source, ...routing.rangeOf(['examples', index]), message }]
    })
  },
}

const normal = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
