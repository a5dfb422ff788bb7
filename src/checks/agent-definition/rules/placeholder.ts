import { matches } from '../find-in.ts'
import { ALL, textsOf } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

const PLACEHOLDER =
  /\b(?:TODO|TBD|FIXME|XXX)\b:?|\blorem ipsum\b|\[(?:insert|your|add|describe|fill in)\b[^\]\n]{0,60}\](?!\()|\b(?:coming soon|to be (?:written|defined|completed)|being written)\b/gi

/** An agent may well talk about TODO comments: such a word counts at the start of what is said, or with a colon. */
function isLeftOver(source: string, { start, text }: { start: number; text: string }): boolean {
  if (!/^(?:TODO|TBD|FIXME|XXX)$/i.test(text)) return true
  const before = source.slice(Math.max(0, start - 80), start)
  return text === text.toUpperCase() && /(?:^|\n)[ \t*+>|#-]{0,79}$/.test(before)
}

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
      [...matches(markdown.words, PLACEHOLDER)]
        .filter((hit) => isLeftOver(source.text, hit))
        .map(({ start, end, text }) => ({
          source,
          start,
          end,
          message: `"${text.trim()}" is a placeholder.`,
          evidence: text.trim(),
        })),
    ),
}
