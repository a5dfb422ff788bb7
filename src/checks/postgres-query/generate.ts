import { quoted } from '../postgres-migration/ast.ts'
import { runQueries, type Session } from '../postgres-migration/trace/session.ts'
import { fill, NoValue, type Recipe } from './values.ts'

/** Why a table has no rows, by its name. */
export type Unfilled = Map<string, string>

/** What there is after the run: rows by table, and the tables that have none although they should. */
export interface Generated {
  unfilled: Unfilled
  counts: Map<string, number>
}

/**
 * Fills tables with generated rows and has the server count them, since a key takes fewer than were made where it has fewer values. Triggers do not fire. Throws EngineStopped. Tables of size 0 are left
 * as they are.
 */
export async function generateRows(session: Session, recipe: Recipe): Promise<Generated> {
  const unfilled: Unfilled = new Map()
  const counts = new Map<string, number>()
  await runQueries(session, ["SET session_replication_role = 'replica'"])
  for (const table of recipe.catalogue.tables) {
    const size = recipe.sizes.get(table.name) ?? 0
    if (size === 0 || table.partition) continue
    const filled = await fillTable(session, recipe, table)
    if (typeof filled === 'number') counts.set(table.name, filled)
    else unfilled.set(table.name, filled)
  }
  await runQueries(session, ['RESET session_replication_role'])
  return { unfilled, counts }
}

/** How many rows the table has now, or why it has none. */
async function fillTable(
  session: Session,
  recipe: Recipe,
  table: Recipe['catalogue']['tables'][number],
): Promise<string | number> {
  try {
    const name = quoted(table.name)
    const replies = await runQueries(session, [
      fill(recipe, table),
      `ANALYZE ${name}`,
      `select pg_catalog.count(*)::text from ${name}`,
    ])
    const error = replies.find((reply) => reply.error !== undefined)?.error
    if (error !== undefined) return error.message
    const count = Number(replies.at(-1)?.value ?? 0)
    return count === 0 ? 'no generated row satisfies its CHECK constraints' : count
  } catch (error) {
    if (error instanceof NoValue) return error.message
    throw error
  }
}
