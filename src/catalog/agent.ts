export const TOOLS = ['Read', 'Write', 'Edit', 'Glob', 'Grep', 'Bash', 'WebFetch', 'WebSearch'] as const
export const MODELS = ['haiku', 'sonnet', 'opus', 'inherit'] as const
export const TIERS = ['lite', 'premium'] as const
export const CATEGORIES = [
  'databases',
  'delivery',
  'apis-docs',
  'code',
  'testing',
  'frontend-performance',
  'security',
  'architecture-ai',
] as const
export const LANGUAGES = ['en', 'es', 'fr', 'ja', 'zh-CN'] as const

export type Tool = (typeof TOOLS)[number]
export type Model = (typeof MODELS)[number]
export type Tier = (typeof TIERS)[number]
export type Language = (typeof LANGUAGES)[number]

/** Where an agent came from. A later layer may add; it replaces a built-in agent only when the user allows it. */
export type LayerName = 'built-in' | 'user' | 'project'

export interface Handoff {
  to: string
  when: string
}

export interface Reference {
  /** File name without `.md`; `part` is `references/<topic>`. */
  topic: string
  title: string
  readWhen: string
}

/** What routing.yaml holds: the words by which people ask for this agent. */
export interface Routing {
  aliases: readonly string[]
  /** Plain-language requests that this agent should get. */
  examples: readonly string[]
  /** Requests that look like this agent's and belong to another (`to`), or to nobody (`to: null`). */
  nearMisses: readonly { request: string; to: string | null }[]
  keywords: Readonly<Partial<Record<Language, readonly string[]>>>
}

export interface Agent {
  name: string
  title: string
  description: string
  category: string
  tools: readonly Tool[]
  model: Model
  tier: Tier
  /** Ids of the checks that back its rules. */
  checks: readonly string[]
  handoffs: readonly Handoff[]
  references: readonly Reference[]
  routing: Routing
  layer: LayerName
  /** Absolute path of its AGENT.md. */
  path: string
}

/** A file of the catalogue that is broken. It is reported; the rest is served. */
export interface Problem {
  path: string
  layer: LayerName
  message: string
}

/** Everything known at one moment. Immutable: a reload makes a new one. */
export interface Snapshot {
  /** Sorted by name. */
  agents: readonly Agent[]
  problems: readonly Problem[]
  /** Changes when anything in the catalogue does. */
  version: string
  /** By name or alias. */
  get(nameOrAlias: string): Agent | undefined
  /** The Markdown of the core (no part) or of `references/<topic>`, without front matter; undefined when there is no such part. */
  read(agent: Agent, part?: string): Promise<string | undefined>
}
