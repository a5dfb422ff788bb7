import type { FileRun, Step } from '../run-file.ts'
import type { SqliteRule } from './rule.ts'

/** What a message of SQLite is about. The first that fits counts. */
export type Refusal = 'syntax' | 'add-not-null-without-default' | 'non-constant-default' | 'execution-failed'

const MESSAGES: readonly [RegExp, Refusal][] = [
  [/syntax error|unrecognized token|incomplete input/, 'syntax'],
  [/NOT NULL column with default value NULL/, 'add-not-null-without-default'],
  [/non-constant default/, 'non-constant-default'],
]

export function refusalOf(message: string): Refusal {
  return MESSAGES.find(([pattern]) => pattern.test(message))?.[1] ?? 'execution-failed'
}

/** The statement that was refused, when it was for this. */
function refused(run: FileRun, refusal: Refusal): (Step & { error: string })[] {
  return run.steps.flatMap((step) =>
    step.error !== undefined && refusalOf(step.error) === refusal ? [{ ...step, error: step.error }] : [],
  )
}

export const syntax: SqliteRule = {
  name: 'syntax',
  title: 'SQLite cannot read the statement',
  severity: 'error',
  why: 'SQLite stops here: neither this check nor a deploy gets past it, and what comes after it is unknown.',
  fix: 'Mend the place that is named.',
  sameAs: [],
  find: (run) =>
    refused(run, 'syntax').map((step) => ({
      step,
      message: `SQLite cannot read it: ${step.error}. Nothing after it was checked.`,
      evidence: step.error,
    })),
}

export const executionFailed: SqliteRule = {
  name: 'execution-failed',
  title: 'SQLite refuses the statement',
  severity: 'error',
  why: 'The files were run in order on a database with rows in its tables, and this statement failed. A deploy stops here.',
  fix: 'Mend the statement, or what should have come before it.',
  sameAs: [],
  find: (run) =>
    refused(run, 'execution-failed').map((step) => {
      const remedy = remedyOf(step.error)
      return {
        step,
        message: `SQLite refuses it: ${step.error}.`,
        evidence: step.error,
        ...(remedy !== undefined && { fix: { description: remedy } }),
      }
    }),
}

function remedyOf(error: string): string | undefined {
  const [, type = '', name = ''] = /^error in (view|trigger|index) (\S+?)(?: after .*)?:/.exec(error) ?? []
  if (type !== '')
    return `DROP ${type.toUpperCase()} ${name} before it, and create it again once the table is as it is to be.`
  if (
    /^cannot drop (?:UNIQUE|PRIMARY KEY) column/.test(error) ||
    /^Cannot add a (?:UNIQUE|PRIMARY KEY) column/.test(error)
  )
    return /add a UNIQUE/.test(error)
      ? 'ADD COLUMN without UNIQUE, then CREATE UNIQUE INDEX.'
      : 'Rebuild the table: new table, copy, drop, rename.'
  if (error.startsWith('Cannot add a REFERENCES column'))
    return 'Add it without a default, which makes it NULL, and UPDATE it; or rebuild the table where it has to be NOT NULL.'
  if (error.startsWith('cannot add a STORED column'))
    return 'VIRTUAL instead of STORED, with an index where it is searched.'
  return undefined
}

export const addNotNullWithoutDefault: SqliteRule = {
  name: 'add-not-null-without-default',
  title: 'ADD COLUMN NOT NULL without a default',
  severity: 'error',
  why: 'SQLite refuses it: it has no value for the rows that are there.',
  fix: "NOT NULL DEFAULT '<constant>'; or add the column nullable, fill it, and make it NOT NULL (ALTER COLUMN … SET NOT NULL from 3.53 on, a rebuild before).",
  sameAs: [],
  find: (run) =>
    refused(run, 'add-not-null-without-default').map((step) => ({
      step,
      message: 'SQLite has no value for the rows that are there.',
      evidence: step.error,
    })),
}

export const nonConstantDefault: SqliteRule = {
  name: 'non-constant-default',
  title: 'ADD COLUMN with a default that is not constant',
  severity: 'error',
  why: 'An empty table takes it, a table with rows does not: the tests pass and production fails.',
  fix: 'Add the column without the default, fill it, and set the value in the application or a trigger; or rebuild the table.',
  sameAs: [],
  find: (run) =>
    refused(run, 'non-constant-default').map((step) => ({
      step,
      message: 'A table with rows refuses it; an empty one would have taken it.',
      evidence: step.error,
    })),
}
