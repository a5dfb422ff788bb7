/** The kinds of agent file this check knows. A rule says which of them it is about. */
export type FormatId = 'maifady' | 'skill' | 'claude' | 'copilot'

export type Part = 'definition' | 'reference' | 'routing' | 'facts'

/** Where a file belongs, read from its path alone. */
export interface Place {
  format: FormatId
  part: Part
  /** What identifies the agent: its folder, or the file itself where a file is an agent. */
  agent: string
  /** The folder that holds the agents which see each other; empty when that is anybody's guess. */
  group: string
  /** The name the agent must have; undefined when the format does not tie it to the path. */
  name: string | undefined
  /** `references/<topic>.md` without folder and ending. */
  topic?: string
}

interface Pattern {
  format: FormatId
  /** Groups: `group` (folder of all agents), `agent` (path inside it), `name`, and for a part `topic`. */
  path: RegExp
  part: Part
  /** Only for a path that was named: too common a shape to claim while walking a folder. */
  named?: boolean
}

/**
 * In order; the first that matches decides. Paths as of 2026-11-23: agentskills.io/specification (SKILL.md and
 * references/), Claude Code docs sub-agents.md (.claude/agents), GitHub docs custom-agents-configuration
 * (.github/agents, *.agent.md).
 */
const PATTERNS: readonly Pattern[] = [
  {
    format: 'skill',
    part: 'definition',
    path: /^(?<group>(?:.*\/)?skills\/)(?<agent>(?<name>[^/]+)\/)SKILL\.md$/,
  },
  { format: 'skill', part: 'definition', path: /^(?<agent>(?:.*\/)?(?<name>[^/]+)\/)SKILL\.md$/ },
  { format: 'skill', part: 'definition', path: /^(?<agent>SKILL\.md)$/ },
  {
    format: 'skill',
    part: 'reference',
    path: /^(?<group>(?:.*\/)?skills\/)(?<agent>(?<name>[^/]+)\/)references\/(?<topic>.+)\.md$/,
  },
  {
    format: 'claude',
    part: 'definition',
    path: /^(?<group>(?:.*\/)?\.claude\/agents\/)(?<agent>(?!.*README\.md$).+\.md)$/i,
  },
  {
    format: 'copilot',
    part: 'definition',
    path: /^(?<group>(?:.*\/)?\.github\/agents\/)(?<agent>(?!README\.md$)[^/]+\.md)$/i,
  },
  { format: 'copilot', part: 'definition', path: /^(?<agent>(?:.*\/)?[^/]+\.agent\.md)$/ },
  { format: 'maifady', part: 'definition', path: /^(?<group>(?:.*\/)?agents\/)(?<agent>(?<name>[^/]+)\/)AGENT\.md$/ },
  { format: 'maifady', part: 'routing', path: /^(?<group>(?:.*\/)?agents\/)(?<agent>(?<name>[^/]+)\/)routing\.yaml$/ },
  { format: 'maifady', part: 'facts', path: /^(?<group>(?:.*\/)?agents\/)(?<agent>(?<name>[^/]+)\/)facts\.yaml$/ },
  {
    format: 'maifady',
    part: 'reference',
    path: /^(?<group>(?:.*\/)?agents\/)(?<agent>(?<name>[^/]+)\/)references\/(?<topic>.+)\.md$/,
  },
  {
    format: 'maifady',
    part: 'definition',
    path: /^(?<group>(?:.*\/)?\.maifady\/agents\/)(?<agent>(?!README\.md$)(?<name>[^/]+)\.md)$/i,
  },
  { format: 'maifady', part: 'definition', named: true, path: /^(?<agent>(?:(?:.*\/)?(?<name>[^/]+)\/)?)AGENT\.md$/ },
  // The shape of agents in a Claude Code plugin; while walking, `agents/*.md` is too often documentation.
  {
    format: 'claude',
    part: 'definition',
    named: true,
    path: /^(?<group>(?:.*\/)?agents\/)(?<agent>(?!README\.md$)[^/]+\.md)$/i,
  },
]

/** The place of a path, or undefined when no agent lives there. `named`: the user named this very path. */
export function placeOf(path: string, named: boolean): Place | undefined {
  for (const pattern of PATTERNS) {
    if (pattern.named === true && !named) continue
    const groups = pattern.path.exec(path)?.groups
    if (groups === undefined) continue
    const { group = '', agent = '', name, topic } = groups
    return {
      format: pattern.format,
      part: pattern.part,
      agent: group + agent,
      group,
      name,
      ...(topic === undefined ? {} : { topic }),
    }
  }
  return undefined
}
