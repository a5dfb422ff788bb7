import { nearest } from '../../../nearest.ts'
import { CLAUDE_TOOLS, FOREIGN_TOOLS, OUR_TOOLS } from '../data/tools.ts'
import { frontRange } from '../rule.ts'
import type { AgentRule } from '../rule.ts'
import { toolRange, toolsOf } from '../tools.ts'

export const toolsUnknown: AgentRule = {
  id: 'tools-unknown',
  title: 'The agent asks for a tool that its client does not have',
  severity: 'error',
  basis: 'parsed',
  formats: ['maifady', 'skill', 'claude'],
  why: 'Clients drop names they do not know. The agent then works without the tool its procedure counts on, and with none at all it does not start.',
  fix: "Use the client's own names, in their case; ours are Read, Write, Edit, Glob, Grep, Bash, WebFetch, WebSearch.",
  sameAs: [],
  find: (agent) => {
    const { definition, format } = agent
    if (definition === undefined) return []
    return (toolsOf(agent) ?? []).flatMap(({ tool, path }) => {
      const hint = format === 'maifady' ? ourHint(tool) : claudeHint(tool)
      if (hint === undefined) return []
      const message = `"${tool.slice(0, 60)}" is no tool of this client; ${hint}`
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

function ourHint(tool: string): string | undefined {
  if (OUR_TOOLS.includes(tool)) return undefined
  const word = FOREIGN_TOOLS[tool.toLowerCase()] ?? nearest(tool, OUR_TOOLS)
  return word === undefined ? `use one of ${OUR_TOOLS.join(', ')}.` : `did you mean "${word}"?`
}

/** Claude Code gains tools, and servers bring their own: only what is surely another client's or wrongly spelled counts. */
function claudeHint(tool: string): string | undefined {
  const name = tool.replace(/\(.*$/s, '')
  if (CLAUDE_TOOLS.includes(name)) return undefined
  const word = CLAUDE_TOOLS.find((each) => each.toLowerCase() === name.toLowerCase()) ?? FOREIGN_TOOLS[name]
  return word === undefined ? undefined : `did you mean "${word}"?`
}
