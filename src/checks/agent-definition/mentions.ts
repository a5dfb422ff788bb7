import type { AgentText } from './agent-files.ts'
import { isWithin } from './rule.ts'
import type { Range } from '../yaml-text.ts'

/** Where a text points at `references/<topic>`, with or without `.md`: in links, in code, in words; not in fenced blocks. */
export function referenceMentions({
  source,
  bodyStart,
  markdown,
}: AgentText): (Range & { topic: string; suffix: string })[] {
  const mentions = []
  const pattern = /(?<![\w/.-])(?:\.\/)?references\/((?:[\w-]+\/)*[\w-]+)(\.[a-z]+)?/g
  pattern.lastIndex = bodyStart
  for (let match = pattern.exec(source.text); match !== null; match = pattern.exec(source.text)) {
    const range = { start: match.index, end: match.index + match[0].length }
    if (markdown.fences.some((fence) => isWithin(range, fence))) continue
    mentions.push({ ...range, topic: match[1] ?? '', suffix: match[2] ?? '' })
  }
  return mentions
}
