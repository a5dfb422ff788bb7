import { ALL } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const frontMatter: AgentRule = {
  id: 'front-matter',
  title: 'The front matter is missing or does not parse',
  severity: 'error',
  basis: 'parsed',
  formats: ALL,
  why: 'Clients read name, description and tools from the YAML between the two `---` lines. A file whose front matter they cannot read is left out, most often without a word.',
  fix: 'Begin the file with `---`, YAML, `---`; quote values that hold `: ` or ` #`, and write aliases (`*name`) out.',
  sameAs: [],
  find: ({ definition }) => {
    if (definition === undefined) return []
    const { source, frontMatter } = definition
    const firstLine = { start: 0, end: Math.max(source.text.indexOf('\n'), 0) }
    if (frontMatter === undefined) {
      const opened = /^\uFEFF?---[ \t]*\r?\n/.test(source.text)
      const message = opened
        ? 'The front matter that begins here is never closed; end it with a line `---`.'
        : 'The file has no front matter; begin it with `---`, name, description, `---`.'
      return [{ source, ...firstLine, message }]
    }
    if (frontMatter.error !== undefined) {
      const { start, end, message } = frontMatter.error
      return [{ source, start, end, message: `The front matter does not parse: ${message}.` }]
    }
    if (typeof frontMatter.value !== 'object' || Array.isArray(frontMatter.value)) {
      return [{ source, ...firstLine, message: 'The front matter must be `key: value` lines.' }]
    }
    return []
  },
}
