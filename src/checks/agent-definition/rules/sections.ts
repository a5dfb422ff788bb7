import { OURS } from '../rule.ts'
import type { AgentRule, Hit } from '../rule.ts'

/** Title, how it is recognised, and whether it must hold a table. The order of the design's "An agent". */
const REQUIRED: readonly { title: string; pattern: RegExp; table?: true }[] = [
  { title: 'Use when', pattern: /^use when\b/i },
  { title: 'Inputs to read', pattern: /^inputs\b/i },
  { title: 'Procedure', pattern: /^procedure\b/i },
  { title: 'Decisions', pattern: /^decisions?\b/i, table: true },
  { title: 'Rules', pattern: /^rules\b/i, table: true },
  { title: 'Gotchas', pattern: /^gotchas\b/i },
  { title: 'Output', pattern: /^output\b/i },
  { title: 'Hand-offs', pattern: /^hand-?offs\b/i },
]

export const sections: AgentRule = {
  id: 'sections',
  title: 'A section is missing, out of order, or lacks its table',
  severity: 'error',
  basis: 'parsed',
  formats: OURS,
  why: 'Readers and programs find the procedure, the rules and the output by their headings. A section that is missing is a question that the agent leaves open: what to read, how to decide, what to hand back.',
  fix: 'Begin with one paragraph on the role, then: Use when / Not for, Inputs to read, Procedure, Decisions (table), Rules (table), Gotchas, Output, Hand-offs.',
  sameAs: [],
  find: ({ definition }) => {
    if (definition === undefined) return []
    const { source, markdown, bodyStart } = definition
    const hits: Hit[] = []
    const top = { start: bodyStart, end: Math.min(bodyStart + 1, source.text.length) }
    const firstSection = markdown.sections[0]?.start ?? source.text.length
    const role = markdown.units.some(
      ({ kind, start, end }) => kind === 'paragraph' && start >= bodyStart && end <= firstSection,
    )
    if (!role) hits.push({ source, ...top, message: 'The text does not begin with a paragraph on the role.' })
    let last: { title: string; start: number } | undefined
    for (const { title, pattern, table } of REQUIRED) {
      const section = markdown.sections.find((each) => pattern.test(each.title))
      if (section === undefined) {
        hits.push({ source, ...top, message: `There is no section "${title}".` })
        continue
      }
      if (last !== undefined && section.start < last.start) {
        hits.push({
          source,
          ...section.heading,
          message: `The section "${title}" comes before "${last.title}"; it belongs after it.`,
        })
      } else last = { title, start: section.start }
      if (table === true && !markdown.tables.some(({ start }) => start > section.start && start < section.end)) {
        hits.push({ source, ...section.heading, message: `The section "${title}" has no table.` })
      }
    }
    const border =
      markdown.headings.some(({ text }) => /\bnot for\b/i.test(text)) || /^[^\w\n]*not for\b/im.test(markdown.words)
    if (!border) hits.push({ source, ...top, message: 'Nothing says what the agent is not for; add it to "Use when".' })
    return hits
  },
}
