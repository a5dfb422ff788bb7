import { ALL } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const definitionMissing: AgentRule = {
  id: 'definition-missing',
  title: 'A folder of an agent has no definition',
  severity: 'error',
  basis: 'parsed',
  formats: ALL,
  why: 'References, facts and routing belong to an agent. Without its AGENT.md (SKILL.md for a skill) nobody loads them, and a check that looked only at agents would pass a folder in which there is none.',
  fix: 'Write the definition beside them, spelled exactly `AGENT.md` or `SKILL.md`, or remove the folder.',
  sameAs: [],
  find: ({ definition, sources, format, expectedName }) => {
    const [source] = sources
    if (definition !== undefined || source === undefined) return []
    const file = format === 'skill' ? 'SKILL.md' : 'AGENT.md'
    const message = `There is no ${file} for "${expectedName ?? ''}", so nothing loads this file.`
    return [{ source, start: 0, end: Math.min(1, source.text.length), message }]
  },
}
