import type { CheckRow } from '../check.ts'

/** Stands in until the check lands. */
export const agentDefinition: CheckRow = {
  id: 'agent-definition',
  title: 'Agent',
  rules: [],
  engines: [],
  accepts: () => false,
  acceptsNamed: () => false,
  load: () => Promise.reject(new Error('being written')),
}
