import { ALL } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const keyUnknown: AgentRule = {
  id: 'key-unknown',
  title: 'The front matter has a key that its client does not know',
  severity: 'warning',
  basis: 'parsed',
  formats: ALL,
  why: 'Clients pass over keys they do not know. `allowed-tools` in a sub-agent or `tools` in a skill restricts nothing, and nothing says so.',
  fix: 'Use the key of this format, or keep your own data under `metadata`.',
  sameAs: [],
  find: ({ definition }) => {
    const frontMatter = definition?.frontMatter
    if (definition === undefined || frontMatter === undefined) return []
    return frontMatter.issues.flatMap(({ kind, path, message }) => {
      if (kind !== 'unknown') return []
      const { start, end } = frontMatter.keyRangeOf(path)
      const text = `No client of this format reads the key "${path.join('.')}"; ${message}`
      return [{ source: definition.source, start, end, message: text }]
    })
  },
}
