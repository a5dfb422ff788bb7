import type { Work } from './column-change.ts'
import type { Entry, Level, Operation } from './online-ddl/operation.ts'
import { entryOf, isDearer } from './online-ddl/verdict.ts'
import type { Table } from './schema.ts'
import { isAtLeast, type Target } from './target.ts'

/** What the server does for a whole ALTER at best. */
export interface Verdict {
  level: Level
  /** Whether others may write to the table meanwhile. */
  writes: boolean
  /** The works that make it as dear as it is. */
  because: Work[]
  /** The dearest level of the works one by one: less than `level` when they do not go together. */
  apart: Level
  /** For each work its level in an ALTER of its own. */
  levels: { work: Work; level: Level }[]
  source: string
}

/** Works that are instant, and a rebuild as soon as the statement is not instant as a whole. */
const COLUMN_WORKS: ReadonlySet<Operation> = new Set([
  'add-column',
  'add-column-not-last',
  'add-column-first-beside-virtual',
  'drop-column',
  'drop-stored-column',
  'reorder-column',
])

/** undefined when the table says nothing of one of the works. */
export function verdictOf(works: readonly Work[], table: Table | undefined, target: Target): Verdict | undefined {
  const entries = works.flatMap((work) => {
    const entry = best(work, table, target)
    return entry === undefined ? [] : [{ work, entry, level: entry.level }]
  })
  if (entries.length === 0 || entries.length < works.length) return undefined
  const instant = entries.every(({ level }) => level === 'instant')
  const clash = clashes(works, target)
  const settled = entries.map((each) => ({
    ...each,
    level: clash ? ('copy' as const) : instant ? each.level : whenNotInstant(each.work, each.entry),
  }))
  const level = dearest(settled)
  const because = settled.filter((each) => each.level === level)
  return {
    level,
    writes: !clash && entries.every(({ entry }) => entry.writes),
    because: because.map(({ work }) => work),
    apart: dearest(entries),
    levels: entries.map(({ work, level: own }) => ({ work, level: own })),
    source: because[0]?.entry.source ?? '',
  }
}

const dearest = (all: readonly { level: Level }[]): Level =>
  all.reduce<Level>((most, { level }) => (isDearer(level, most) ? level : most), 'instant')

/** A virtual column is added with nothing else that adds or drops columns; MariaDB (10.11, executed) and MySQL then copy. */
function clashes(works: readonly Work[], { engine }: Target): boolean {
  const has = (operation: Operation): boolean => works.some((work) => work.operation === operation)
  return engine === 'mariadb' && has('add-virtual-column') && (has('add-column') || has('add-column-not-last'))
}

function best({ operation }: Work, table: Table | undefined, target: Target): Entry | undefined {
  const entry = entryOf(operation, target)
  if (entry?.level !== 'instant' || !COLUMN_WORKS.has(operation) || table === undefined) return entry
  const fulltext = table.indexes.some(({ kind }) => kind === 'fulltext')
  // With a full-text index the rebuild lets nobody write: InnoDB has no online log for it.
  if (fulltext) return { ...entry, level: 'rebuild', writes: false }
  if (table.options['row_format'] === 'compressed') return { ...entry, level: 'rebuild' }
  return entry
}

function whenNotInstant({ operation }: Work, { level }: Entry): Level {
  if (COLUMN_WORKS.has(operation)) return 'rebuild'
  return level === 'instant' ? 'in-place' : level
}

/** Whether the server takes LOCK=NONE for a copy: MariaDB from 11.2 on, https://mariadb.com/docs/server/reference/sql-statements/data-definition/alter/alter-table/online-schema-change */
export const copiesOnline = (target: Target): boolean => target.engine === 'mariadb' && isAtLeast(target, '11.2')
