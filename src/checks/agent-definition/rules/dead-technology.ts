import { DEAD_TECHNOLOGY, PAST } from '../data/dead-technology.ts'
import { matches } from '../find-in.ts'
import { ALL, textsOf } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const deadTechnology: AgentRule = {
  id: 'dead-technology',
  title: 'The text counts on something that has ended',
  severity: 'error',
  basis: 'pattern',
  formats: ALL,
  why: 'Models were trained while it was alive and propose it by themselves; an agent that names it without a word on its end makes that certain.',
  fix: 'Name what takes its place, or mark it as legacy in the same paragraph.',
  sameAs: [],
  find: (agent) =>
    textsOf(agent).flatMap(({ source, markdown }) =>
      markdown.units.flatMap(({ kind, start, end }) => {
        const heading = markdown.headings.findLast((each) => each.start <= start)
        const context = source.text.slice(start, end) + (kind === 'heading' ? '' : ` ${heading?.text ?? ''}`)
        if (PAST.test(context)) return []
        return DEAD_TECHNOLOGY.flatMap(({ name, pattern, fate, instead }) => {
          const [mention] = matches(source.text, pattern, start, end)
          if (mention === undefined) return []
          const message = `${name} ${fate}; use ${instead}, or mark it as legacy.`
          return [{ source, start: mention.start, end: mention.end, message, evidence: mention.text }]
        })
      }),
    ),
}
