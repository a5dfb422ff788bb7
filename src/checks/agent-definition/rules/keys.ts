import { ALL } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const keys: AgentRule = {
  id: 'keys',
  title: 'A key of the front matter is missing or has a wrong value',
  severity: 'error',
  basis: 'parsed',
  formats: ALL,
  why: 'A client that misses a key it needs, or finds a list where it reads text, drops the agent or falls back to a default: no model, all tools.',
  fix: 'Write the key as the format wants it: `name` and `description` as text, `handoffs` as a list of `{ to, when }`.',
  sameAs: [],
  find: ({ definition }) => {
    const frontMatter = definition?.frontMatter
    if (definition === undefined || frontMatter === undefined) return []
    // A value of the wrong kind is the rule front-matter's; an empty one has every key missing.
    if (frontMatter.error !== undefined || Array.isArray(frontMatter.value)) return []
    return frontMatter.issues.flatMap(({ kind, path, message }) => {
      const key = path.join('.')
      if (kind === 'unknown' || path.length === 0) return []
      const { start, end } = kind === 'missing' ? { start: 0, end: 3 } : frontMatter.rangeOf(path)
      const text = kind === 'missing' ? `The key "${key}" is missing.` : `The value of "${key}" is wrong: ${message}.`
      return [{ source: definition.source, start, end, message: text }]
    })
  },
}
