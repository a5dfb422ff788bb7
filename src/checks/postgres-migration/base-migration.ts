import { UsageError } from '../../usage-error.ts'
import type { CheckInput } from '../check.ts'
import type { Migration } from './migration.ts'
import { type ParsedStatement, parseSql } from './parse.ts'
import { assignTransactions } from './transactions.ts'

/**
 * The schema that is there before the first file, as something that is run and read before it and of which nothing is reported.
 * Throws UsageError when it cannot be read. `loadParser` must have been awaited.
 */
export function baseMigration({ path, text }: NonNullable<CheckInput['baseSchema']>): Migration {
  const { statements, problem } = parseSql(text)
  if (problem !== undefined) {
    const near = text.slice(problem.offset, problem.offset + 40).split('\n', 1)[0]
    throw new UsageError(`the schema "${path}" cannot be read: ${problem.message}, at "${near}"`)
  }
  return {
    source: { path, text, report: false },
    convention: 'plain',
    order: -1,
    version: undefined,
    aside: false,
    wraps: 'statement',
    wrapsBecause: 'psql sends each statement on its own',
    toolBegins: false,
    statements: assignTransactions(
      statements.filter((statement) => !isThere(statement)),
      'statement',
    ),
    comments: [],
  }
}

/** What a dump says of a database that every new one has already, and words about extensions that the engine may lack. */
function isThere({ node }: ParsedStatement): boolean {
  if ('CreateSchemaStmt' in node) return node.CreateSchemaStmt.schemaname === 'public'
  return 'CommentStmt' in node && node.CommentStmt.objtype === 'OBJECT_EXTENSION'
}

/** Why a base could not be laid, in the server's words. */
export function failureOf(base: Migration, statements: readonly { error?: { message: string } }[]): string | undefined {
  const at = statements.findIndex(({ error }) => error !== undefined)
  const [statement, message] = [base.statements[at], statements[at]?.error?.message]
  if (statement === undefined || message === undefined) return undefined
  const [words = '', ...more] = statement.text.split('\n')
  return `the server said of "${words.slice(0, 80)}${more.length > 0 ? ' …' : ''}": ${message}`
}
