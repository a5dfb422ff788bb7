import { OURS, textsOf } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const headingJump: AgentRule = {
  id: 'heading-jump',
  title: 'A heading skips a level',
  severity: 'error',
  basis: 'parsed',
  formats: OURS,
  why: 'Parts of an agent are addressed by their headings; a level that is skipped puts what follows under the wrong one.',
  fix: 'Use the next deeper level.',
  sameAs: ['markdownlint:MD001'],
  find: (agent) =>
    textsOf(agent).flatMap(({ source, markdown: { headings } }) =>
      headings.flatMap(({ level, start, end }, index) => {
        const before = headings[index - 1]
        if (before === undefined || level <= before.level + 1) return []
        return [{ source, start, end, message: `A heading of level ${level} follows one of level ${before.level}.` }]
      }),
    ),
}
