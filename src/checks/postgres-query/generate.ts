import { quoted } from '../postgres-migration/ast.ts'
import { runQueries, type Session } from '../postgres-migration/trace/session.ts'
import { fill, NoValue, type Recipe } from './values.ts'

/** Why a table has no rows, by its name. */
export type Unfilled = Map<string, string>

/**
 * Fills tables with generated rows and has the server count them. Triggers do not fire. Throws EngineStopped. Tables of size 0 are left
 * as they are.
 */
export async function generateRows(session: Session, recipe: Recipe): Promise<Unfilled> {
  const unfilled: Unfilled = new Map()
  await runQueries(session, ["SET session_replication_role = 'replica'"])
  for (const table of recipe.catalogue.tables) {
    const size = recipe.sizes.get(table.name) ?? 0
    if (size === 0 || table.partition) continue
    const why = await fillTable(session, recipe, table)
    if (why !== undefined) unfilled.set(table.name, why)
  }
  await runQueries(session, ['RESET session_replication_role'])
  return unfilled
}

async function fillTable(
  session: Session,
  recipe: Recipe,
  table: Recipe['catalogue']['tables'][number],
): Promise<string | undefined> {
  try {
    const name = quoted(table.name)
    const replies = await runQueries(session, [
      fill(recipe, table),
      `ANALYZE ${name}`,
      `select pg_catalog.count(*)::text from (select from ${name} limit 1) as one`,
    ])
    const error = replies.find((reply) => reply.error !== undefined)?.error
    if (error !== undefined) return error.message
    return replies.at(-1)?.value === '0' ? 'no generated row satisfies its CHECK constraints' : undefined
  } catch (error) {
    if (error instanceof NoValue) return error.message
    throw error
  }
}
