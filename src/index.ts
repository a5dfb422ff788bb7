export { findAgent } from './operations/find-agent.ts'
export { getAgent } from './operations/get-agent.ts'
export { openContext } from './operations/open.ts'
export { UsageError } from './usage-error.ts'
