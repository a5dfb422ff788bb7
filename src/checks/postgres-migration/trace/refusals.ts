import type { Node } from '@pgsql/types'
import { CONTRIB } from '../../../engines/pglite.ts'
import type { Statement } from '../migration.ts'

/** Why something was not executed, in the words of `NotChecked`. */
export interface Gap {
  reason: string
  remedy: string
}

const elsewhere =
  'the rules that read the statement still apply; run the file on a disposable PostgreSQL server to see the rest'

/**
 * Statements that are not handed to the engine, because it hangs or goes silent on them (COPY), because they need another server,
 * a folder or a library, or because it lacks the extension. All of them leave the tables' locks as they are, so the
 * file is run on without them.
 */
export function refusalOf({ node }: Pick<Statement, 'node'>): Gap | undefined {
  if ('CopyStmt' in node) {
    return {
      reason: 'COPY moves rows through a client, a file or a program, which the embedded engine has not',
      remedy: elsewhere,
    }
  }
  if ('CreateExtensionStmt' in node) {
    const name = node.CreateExtensionStmt.extname ?? ''
    if (name === 'plpgsql' || CONTRIB[name] !== undefined) return undefined
    return { reason: `the extension "${name}" is not among those that PGlite has`, remedy: elsewhere }
  }
  const name = foreign.find((kind) => kind in node)
  return name === undefined
    ? undefined
    : { reason: `${commands[name]} needs what is outside of the embedded engine`, remedy: elsewhere }
}

const commands = {
  CreateSubscriptionStmt: 'CREATE SUBSCRIPTION',
  AlterSubscriptionStmt: 'ALTER SUBSCRIPTION',
  DropSubscriptionStmt: 'DROP SUBSCRIPTION',
  CreateTableSpaceStmt: 'CREATE TABLESPACE',
  DropTableSpaceStmt: 'DROP TABLESPACE',
  LoadStmt: 'LOAD',
} as const
const foreign = Object.keys(commands) as (keyof typeof commands)[]

/** The extensions that the migrations ask for and PGlite has. */
export function extensionsOf(statements: readonly { node: Node }[]): string[] {
  const names = statements.flatMap(({ node }) =>
    'CreateExtensionStmt' in node ? (node.CreateExtensionStmt.extname ?? []) : [],
  )
  // CASCADE brings the ones it stands on.
  const all = names.includes('earthdistance') ? [...names, 'cube'] : names
  return [...new Set(all)].filter((name) => CONTRIB[name] !== undefined)
}
