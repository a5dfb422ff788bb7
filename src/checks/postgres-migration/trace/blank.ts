import type { StatementTrace } from '../../finding.ts'
import type { Locator } from '../../locate.ts'
import { makeLocator } from '../../locate.ts'
import type { Migration, Statement } from '../migration.ts'

const shownLength = 400

/** The trace of a statement of which nothing is known yet. */
export function blankTrace(statement: Statement, locator: Locator, outcome: StatementTrace['outcome']): StatementTrace {
  const { text, start, end, transaction } = statement
  return {
    sql: text.length > shownLength ? `${text.slice(0, shownLength - 1)}…` : text,
    start: locator.position(start),
    end: locator.position(end),
    outcome,
    transaction,
    ms: 0,
    locks: [],
    rewrites: [],
    scans: [],
    notices: [],
  }
}

/** The traces of the statements of a file that is not run. */
export function notRunTraces({ source, statements }: Migration): StatementTrace[] {
  const locator = makeLocator(source.text)
  return statements.map((statement) => blankTrace(statement, locator, 'not-run'))
}
