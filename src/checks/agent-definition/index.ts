import type { CheckRow } from '../check.ts'
import { AGENT_RULES } from './agent-rules.ts'
import { placeOf } from './formats.ts'
import { ruleData } from './rule.ts'

/** Checks agent definitions: ours, a team's, and the formats of other clients. */
export const agentDefinition: CheckRow = {
  id: 'agent-definition',
  title: 'Agent definitions',
  rules: AGENT_RULES.map(ruleData),
  engines: [],
  accepts: (path) => placeOf(path, false) !== undefined,
  acceptsNamed: (path) => placeOf(path, true) !== undefined,
  group: (path) => placeOf(path, true)?.group.replace(/\/$/, '') || undefined,
  load: () => import('./check.ts'),
  settings: () => import('./settings.ts'),
}
