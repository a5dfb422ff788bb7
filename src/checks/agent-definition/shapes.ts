import * as z from 'zod/mini'
import { nearest } from '../../nearest.ts'
import type { FormatId, Part } from './formats.ts'
import type { Issue } from '../yaml-text.ts'

// What other programs read may grow; so their keys are lists and only the values that are certain are held to a type.
const text = z.string()
const flag = z.boolean()
const toolList = z.union([z.string(), z.array(z.string())])
const anything = z.unknown()
const optional = <Schema extends z.ZodMiniType>(schema: Schema) => z.optional(schema)

/** Ours; the design's "An agent". */
const maifady = z.strictObject({
  name: text,
  description: text,
  tools: optional(toolList),
  model: optional(z.enum(['haiku', 'sonnet', 'opus', 'inherit'])),
  tier: optional(z.enum(['lite', 'premium'])),
  title: optional(text.check(z.maxLength(80))),
  category: optional(text),
  checks: optional(z.array(text)),
  handoffs: optional(z.array(z.strictObject({ to: text, when: text.check(z.minLength(1)) }))),
})

/** agentskills.io/specification and, from Claude Code's skills.md, the keys it adds; read 2026-11-23. */
const skill = z.strictObject({
  name: text,
  description: text,
  license: optional(text),
  compatibility: optional(text.check(z.maxLength(500))),
  metadata: optional(z.record(z.string(), anything)),
  'allowed-tools': optional(toolList),
  ...Object.fromEntries(
    [
      'when_to_use',
      'argument-hint',
      'arguments',
      'disallowed-tools',
      'model',
      'effort',
      'context',
      'agent',
      'hooks',
      'paths',
    ].map((key) => [key, optional(anything)]),
  ),
  shell: optional(anything),
  background: optional(flag),
  'disable-model-invocation': optional(flag),
  'user-invocable': optional(flag),
})

/** Claude Code's sub-agents.md, read 2026-11-23. */
const claude = z.strictObject({
  name: text,
  description: text,
  tools: optional(toolList),
  disallowedTools: optional(toolList),
  model: optional(text),
  permissionMode: optional(text),
  maxTurns: optional(z.number().check(z.positive())),
  skills: optional(anything),
  mcpServers: optional(anything),
  hooks: optional(anything),
  memory: optional(z.enum(['user', 'project', 'local'])),
  background: optional(flag),
  effort: optional(anything),
  isolation: optional(text),
  color: optional(text),
  initialPrompt: optional(text),
})

/** GitHub's custom-agents-configuration and VS Code's custom agents, read 2026-11-23. */
const copilot = z.strictObject({
  name: optional(text),
  description: text,
  tools: optional(toolList),
  model: optional(toolList),
  target: optional(z.enum(['vscode', 'github-copilot'])),
  metadata: optional(anything),
  agents: optional(anything),
  handoffs: optional(z.array(anything)),
  hooks: optional(anything),
  'argument-hint': optional(text),
  'mcp-servers': optional(anything),
  'disable-model-invocation': optional(flag),
  'user-invocable': optional(flag),
  'user-invokable': optional(flag),
})

const phrases = z.array(text.check(z.minLength(1)))

const routing = z.strictObject({
  aliases: optional(phrases),
  examples: optional(phrases),
  nearMisses: optional(z.array(z.strictObject({ request: text, to: z.nullable(text) }))),
  keywords: optional(z.partialRecord(z.enum(['en', 'es', 'fr', 'ja', 'zh-CN']), phrases)),
})

/** What a fact is, is said by the rules about facts; here only that it is a list of them. */
const facts = z.union([z.array(z.record(z.string(), anything)), z.record(z.string(), z.record(z.string(), anything))])

const FRONT_MATTER: Record<FormatId, z.ZodMiniType> = { maifady, skill, claude, copilot }

/** Keys of other formats, and what means the same here. */
const SAME: ReadonlyMap<string, readonly string[]> = new Map([
  ['allowed-tools', ['tools']],
  ['tools', ['allowed-tools']],
  ['infer', ['disable-model-invocation']],
])

/** What the shape of a part has against a value. */
export function shapeIssues(format: FormatId, part: Part, value: unknown): Issue[] {
  z.config(z.locales.en())
  const schema = part === 'routing' ? routing : part === 'facts' ? facts : FRONT_MATTER[format]
  const result = schema.safeParse(value)
  if (result.success) return []
  const keys = Object.keys((schema as unknown as { shape?: Record<string, unknown> }).shape ?? {})
  return result.error.issues.flatMap((issue) => toIssues(issue, value, keys))
}

function toIssues(issue: z.core.$ZodIssue, value: unknown, keys: readonly string[]): Issue[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const word =
        issue.path.length === 0 ? (SAME.get(key)?.find((each) => keys.includes(each)) ?? nearest(key, keys)) : undefined
      const message = word === undefined ? 'it is passed over.' : `did you mean "${word}"?`
      return { kind: 'unknown', path: [...issue.path, key], message }
    })
  }
  const present = issue.path.reduce<unknown>(
    (parent, key) => (parent as Record<PropertyKey, unknown> | undefined)?.[key],
    value,
  )
  const kind = present === undefined ? 'missing' : 'wrong'
  return [{ kind, path: issue.path, message: issue.message.replace(/^Invalid (?:input|option): /, '') }]
}
