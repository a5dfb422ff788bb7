import type { ParsedStatement } from '../postgres-migration/parse.ts'
import { runQueries, type Session } from '../postgres-migration/trace/session.ts'
import { type PlanNode, readPlan } from './plan.ts'
import type { Proposal } from './propose.ts'

/** The server's plan of a query, or its refusal. A view has none. */
export interface Explained {
  plan?: PlanNode | undefined
  proposal?: Proposal | undefined
  /** Indexes that were made to see whether the planner uses them. */
  tried?: number
  error?: { code: string; message: string }
}

/** Has the server plan a query, whatever the values of its parameters; nothing of it is run. Throws EngineStopped. */
export async function explain({ kind, text }: ParsedStatement, session: Session): Promise<Explained> {
  const isView = kind === 'ViewStmt'
  const queries = isView ? ['BEGIN', text] : [`EXPLAIN (VERBOSE, GENERIC_PLAN, FORMAT JSON) ${text}`]
  const replies = await runQueries(session, queries)
  if (session.open) await runQueries(session, ['ROLLBACK'])
  const error = replies.find((reply) => reply.error !== undefined)?.error
  if (error !== undefined) return { error }
  return isView ? {} : { plan: readPlan(replies.at(-1)?.value) }
}
