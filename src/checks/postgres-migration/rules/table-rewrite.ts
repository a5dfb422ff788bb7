import { allOf, as, quoted, relationName } from '../ast.ts'
import { hitOn } from '../evidence.ts'
import { isVacuumFull } from '../other-locks.ts'
import { isShared, type Step } from '../step.ts'
import type { MigrationRule } from './rule.ts'
import { typeChangeRewrite } from './type-change-rewrite.ts'
import { volatileDefaultRewrite } from './volatile-default-rewrite.ts'

/**
 * Where the engine saw a rewrite, whatever the statement; from the tree VACUUM FULL, CLUSTER and the clauses below. What the rules about
 * types and defaults say more exactly is left to them.
 */
export const tableRewrite: MigrationRule = {
  name: 'table-rewrite',
  title: 'Table written anew under lock',
  severity: 'error',
  why: 'The server copies every row into a new file and builds all indexes again under ACCESS EXCLUSIVE: nobody reads or writes the table until it is done, and the disk holds it twice.',
  fix: 'For bloat and order pg_repack or pg_squeeze, which work beside the application (REPACK CONCURRENTLY from PostgreSQL 19 on); VACUUM without FULL where the space is to be used again. For another form of the table a new table, filled in batches and exchanged.',
  sameAs: ['squawk:prefer-repack', 'eugene:E10'],
  find(step) {
    if ([typeChangeRewrite, volatileDefaultRewrite].some((rule) => (rule.find?.(step).length ?? 0) > 0)) return []
    const seen = step.executed?.rewrites.filter((table) => isShared(step, table))
    const tables = seen === undefined || seen.length === 0 ? rewritesOf(step) : seen
    const command = commandOf(step)
    return [...new Set(tables)].map((table) =>
      hitOn(
        seen?.includes(table) === true ? `rewriting table "${table}"` : undefined,
        `${command} writes ${table === EVERY ? table : `"${table}"`} anew while nobody can read or write it`,
        { description: fixFor(step, table) },
      ),
    )
  },
}

const EVERY = 'every table of the database'

function commandOf({ statement }: Step): string {
  if (as(statement.node, 'VacuumStmt') !== undefined) return 'VACUUM FULL'
  if (as(statement.node, 'ClusterStmt') !== undefined) return 'CLUSTER'
  const clause = clausesOf(statement)[0]
  return clause ?? 'The statement'
}

/** ALTER TABLE commands that rewrite, from the manual's page of it, and that no other rule is about. */
const CLAUSES: Readonly<Record<string, string>> = {
  AT_SetLogged: 'SET LOGGED',
  AT_SetUnLogged: 'SET UNLOGGED',
  AT_SetAccessMethod: 'SET ACCESS METHOD',
  AT_SetTableSpace: 'SET TABLESPACE',
  AT_SetExpression: 'SET EXPRESSION',
}

function clausesOf({ node }: Step['statement']): string[] {
  return allOf(as(node, 'AlterTableStmt')?.cmds, 'AlterTableCmd').flatMap(({ subtype }) => CLAUSES[subtype ?? ''] ?? [])
}

/** Tables of the statements that always rewrite and that the engine does not report or did not run. */
function rewritesOf(step: Step): string[] {
  const { statement, executed } = step
  const vacuum = as(statement.node, 'VacuumStmt')
  const cluster = as(statement.node, 'ClusterStmt')
  let names: string[] = []
  if (vacuum !== undefined) {
    if (!isVacuumFull(vacuum)) return []
    const listed = allOf(vacuum.rels, 'VacuumRelation').map(({ relation }) => relationName(relation))
    names = listed.length === 0 ? [EVERY] : listed
  } else if (cluster !== undefined) {
    names = [cluster.relation === undefined ? EVERY : relationName(cluster.relation)]
  } else if (executed === undefined && clausesOf(statement).length > 0) {
    names = [relationName(as(statement.node, 'AlterTableStmt')?.relation)]
  }
  return names.filter((name) => name === EVERY || isShared(step, name))
}

function fixFor({ statement }: Step, table: string): string {
  if (as(statement.node, 'VacuumStmt') ?? as(statement.node, 'ClusterStmt'))
    return table === EVERY
      ? 'Take it out; use pg_repack or pg_squeeze on the tables that need it.'
      : `pg_repack --table=${quoted(table)}, outside the migrations; or VACUUM without FULL, if the space is to be used again.`
  return `Make a new table of that form, copy the rows of ${quoted(table)} in batches while a trigger writes to both, and exchange the names.`
}
