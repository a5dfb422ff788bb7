import { OURS, sectionOf } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const verificationStep: AgentRule = {
  id: 'verification-step',
  title: 'The procedure does not run the checks',
  severity: 'error',
  basis: 'parsed',
  formats: OURS,
  why: 'The agent owns checks and never runs them: its rules are then promises again.',
  fix: 'End the procedure with `npx -y maifady-mcp check --agent <name> <files>` or the `check_files` tool, mending each error, and reporting what was not checked.',
  sameAs: [],
  find: ({ definition, data, name }) => {
    const checks = data['checks']
    if (definition === undefined || !Array.isArray(checks) || checks.length === 0) return []
    const { source } = definition
    const section = sectionOf(definition, /^procedure\b/i)
    if (section === undefined) return []
    const text = source.text.slice(section.start, section.end)
    if (!/\bmaifady-mcp check\b|\bcheck_files\b/.test(text)) {
      return [{ source, ...section.heading, message: 'No step runs `maifady-mcp check` or the tool `check_files`.' }]
    }
    const other = /--agent[= ]([a-z0-9-]+)/.exec(text)
    if (other === null || other[1] === name) return []
    const start = section.start + other.index
    return [
      {
        source,
        start,
        end: start + other[0].length,
        message: `The step checks for "${other[1]}"; this agent is "${name}".`,
      },
    ]
  },
}
