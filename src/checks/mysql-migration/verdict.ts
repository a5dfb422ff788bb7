import type { Work } from './column-change.ts'
import type { Entry, Level, Operation } from './online-ddl/operation.ts'
import { entryOf, isDearer } from './online-ddl/verdict.ts'
import type { Table } from './schema.ts'
import type { Target } from './target.ts'

/** What the server does for a whole ALTER at best. */
export interface Verdict {
  level: Level
  /** Whether others may write to the table meanwhile. */
  writes: boolean
  /** The works that make it as dear as it is. */
  because: Work[]
  /** Works that the server does not have at all. */
  impossible: Work[]
  source: string
}

/** Works that are instant, and a rebuild as soon as the statement is not instant as a whole. */
const COLUMN_WORKS: ReadonlySet<Operation> = new Set([
  'add-column',
  'add-column-not-last',
  'drop-column',
  'reorder-column',
])

export function verdictOf(works: readonly Work[], table: Table | undefined, target: Target): Verdict | undefined {
  const entries = works.map((work) => ({ work, entry: best(work, table, target) }))
  const impossible = entries.flatMap(({ work, entry }) => (entry === undefined ? [work] : []))
  const known = entries.flatMap(({ work, entry }) => (entry === undefined ? [] : [{ work, entry }]))
  const instant = known.every(({ entry }) => entry.level === 'instant')
  const settled = known.map(({ work, entry }) => ({
    work,
    entry,
    level: instant ? entry.level : whenNotInstant(work, entry),
  }))
  const [first] = settled
  if (first === undefined)
    return impossible.length === 0 ? undefined : { level: 'copy', writes: false, because: [], impossible, source: '' }
  const level = settled.reduce<Level>(
    (dearest, each) => (isDearer(each.level, dearest) ? each.level : dearest),
    'instant',
  )
  const because = settled.filter((each) => each.level === level)
  return {
    level,
    writes: known.every(({ entry }) => entry.writes),
    because: because.map(({ work }) => work),
    impossible,
    source: because[0]?.entry.source ?? first.entry.source,
  }
}

function best({ operation }: Work, table: Table | undefined, target: Target): Entry | undefined {
  const entry = entryOf(operation, target)
  if (entry?.level !== 'instant' || !COLUMN_WORKS.has(operation) || !refusesInstant(table)) return entry
  return { ...entry, level: 'rebuild' }
}

/** Tables of which no column is added or dropped instantly. */
function refusesInstant(table: Table | undefined): boolean {
  if (table === undefined) return false
  return table.options['row_format'] === 'compressed' || table.indexes.some(({ kind }) => kind === 'fulltext')
}

function whenNotInstant({ operation }: Work, { level }: Entry): Level {
  if (level !== 'instant') return level
  return COLUMN_WORKS.has(operation) ? 'rebuild' : 'in-place'
}
