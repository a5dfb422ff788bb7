import { matches } from '../find-in.ts'
import { ALL, textsOf } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

/** At the start of what is said, or with a colon: an agent may well talk about TODO comments. */
const PLACEHOLDER =
  /(?<=^[ \t]*(?:[-*+>|#]+[ \t]*)*)(?:TODO|TBD|FIXME|XXX)\b|\b(?:TODO|TBD|FIXME):|\blorem ipsum\b|\[(?:insert|your|add|describe|fill in)\b[^\]\n]{0,60}\](?!\()|\b(?:coming soon|to be (?:written|defined|completed)|being written)\b/gim

export const placeholder: AgentRule = {
  id: 'placeholder',
  title: 'A placeholder was left in the text',
  severity: 'error',
  basis: 'pattern',
  formats: ALL,
  why: 'The model takes it for an instruction, or fills it in by itself.',
  fix: 'Write what belongs there, or remove it.',
  sameAs: [],
  find: (agent) =>
    textsOf(agent).flatMap(({ source, markdown }) =>
      [...matches(markdown.words, PLACEHOLDER)].map(({ start, end, text }) => ({
        source,
        start,
        end,
        message: `"${text.trim()}" is a placeholder.`,
        evidence: text.trim(),
      })),
    ),
}
