import type { Down } from './downs.ts'
import type { Files } from './files.ts'
import type { Migration } from './migration.ts'
import type { FileHit } from './rules/rule.ts'
import { type DatabaseObject, withoutParts } from './trace/objects.ts'
import type { DownRun } from './trace/run-down.ts'

export interface Back {
  migration: Migration
  down: Down
  run: DownRun | undefined
}

/** Each migration that has a way back, with what running it showed. */
export const backs = ({ migrations, downs, traces }: Files): Back[] =>
  migrations.flatMap((migration) => {
    const down = downs.get(migration.source.path)
    return down === undefined ? [] : [{ migration, down, run: traces.get(migration.source.path)?.down }]
  })

export type Ran = Extract<DownRun, { outcome: 'ran' }>

/** Those that ran to their end and have a statement. */
export const ran = (files: Files): (Omit<Back, 'run'> & { run: Ran })[] =>
  backs(files).flatMap(({ run, ...back }) =>
    run?.outcome === 'ran' && back.down.statements.length > 0 ? [{ ...back, run }] : [],
  )

/** Where a way back begins: its first statement. */
export function placeOf({ source, statements, start }: Down): Pick<FileHit, 'path' | 'start' | 'end'> {
  const first = statements[0]
  return { path: source.path, start: first?.start ?? start, end: first?.end ?? start }
}

export const bare = (name: string): string => name.replace(/^public\./, '')
export const named = ({ kind, name }: DatabaseObject): string => `${kind} ${bare(name)}`

/** At most five by name, the rest by number. */
export function listed(objects: readonly DatabaseObject[]): string {
  const names = objects.slice(0, 5).map(named)
  return objects.length > 5 ? `${names.join(', ')} and ${objects.length - 5} more` : names.join(', ')
}

export const has = (objects: readonly DatabaseObject[], { kind, name }: DatabaseObject): boolean =>
  objects.some((each) => each.kind === kind && each.name === name)

/** It is still there, if under another name. */
export const lives = (objects: readonly DatabaseObject[], { kind, id }: DatabaseObject): boolean =>
  objects.some((each) => each.kind === kind && each.id === id)

/** Sequences that come with a table of the list. */
export const withoutOwned = (objects: readonly DatabaseObject[]): DatabaseObject[] =>
  withoutParts(objects).filter(
    ({ kind, name }) =>
      kind !== 'sequence' || !objects.some((other) => other.kind === 'table' && name.startsWith(`${other.name}_`)),
  )

/** What is lost with its rows. */
export const HOLDS_ROWS: ReadonlySet<string> = new Set(['table', 'column'])

const WRITES = /^(?:Insert|Update|Merge|Copy|CreateTableAs|Do|Call|Select)Stmt$/

/** Whether one of the statements may write rows of a table: it writes, and names it. */
export function writesTo(statements: readonly { kind: string; text: string }[], table: string): boolean {
  const word = table.slice(table.lastIndexOf('.') + 1)
  return statements.some(({ kind, text }) => WRITES.test(kind) && text.includes(word))
}
