/** The library: the same operations that the command line and the MCP server use. Open a context first; everything else takes it. */
export type { Agent, Handoff, LayerName, Problem, Reference, Routing, Snapshot } from './catalog/agent.ts'
export type {
  Basis,
  Checked,
  Edit,
  Finding,
  Lock,
  LockMode,
  NotChecked,
  Position,
  Report,
  Rule,
  Scan,
  SchemaDiagram,
  Severity,
  StatementTrace,
  Trace,
} from './checks/finding.ts'
export { checkFiles, type CheckEvents } from './operations/check-files.ts'
export type { CheckRequest } from './operations/check-request.ts'
export type { Context } from './operations/context.ts'
export { doctor } from './operations/doctor.ts'
export { type EngineRow, installEngine, listEngines, removeEngine } from './operations/engines.ts'
export { type AgentList, type AgentRow, findAgent, type FindRequest } from './operations/find-agent.ts'
export { type AgentText, getAgent, type GetRequest } from './operations/get-agent.ts'
export { openContext, type OpenContext, type OpenOptions } from './operations/open.ts'
export { explainRule, listRules, type RuleExplanation } from './operations/rules.ts'
export { releaseGatesJsonSchema, settingsJsonSchema } from './operations/json-schemas.ts'
export { UsageError } from './usage-error.ts'
