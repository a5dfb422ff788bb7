import { frontRange } from '../rule.ts'
import type { AgentRule } from '../rule.ts'
import { toolRange, toolsOf } from '../tools.ts'

const READS_ONLY = /(?:^|-)(?:auditor|audit|reviewer|review|analy[sz]er|validator|explainer|inspector)(?:-|$)/

export const toolsExcess: AgentRule = {
  id: 'tools-excess',
  title: 'An agent that only looks may write',
  severity: 'warning',
  basis: 'pattern',
  formats: ['maifady', 'claude'],
  why: 'An auditor that can edit mends what it was to report, and an instruction hidden in the code it reads can use its hands.',
  fix: 'Leave out Write and Edit; hand the change off to the agent that makes changes.',
  sameAs: [],
  find: (agent) => {
    const { definition } = agent
    if (definition === undefined || !READS_ONLY.test(agent.name)) return []
    return (toolsOf(agent) ?? []).flatMap(({ tool, path }) => {
      if (!/^(?:Write|Edit|MultiEdit|NotebookEdit)\b/.test(tool)) return []
      const message = `"${agent.name}" reads and reports, by its name; ${tool} lets it change files.`
      return [
        {
          source: definition.source,
          ...toolRange(definition.source.text, frontRange(definition, path), tool),
          message,
        },
      ]
    })
  },
}
