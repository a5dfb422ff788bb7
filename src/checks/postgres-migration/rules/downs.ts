import { as, relationName } from '../ast.ts'
import type { Down } from '../downs.ts'
import { type Files, headOf, shortName, versioned } from '../files.ts'
import type { Migration } from '../migration.ts'
import { type DatabaseObject, withoutParts } from '../trace/objects.ts'
import type { DownRun } from '../trace/run-down.ts'
import type { FileHit, MigrationRule } from './rule.ts'

interface Back {
  migration: Migration
  down: Down
  run: DownRun | undefined
}

const backs = ({ migrations, downs, traces }: Files): Back[] =>
  migrations.flatMap((migration) => {
    const down = downs.get(migration.source.path)
    return down === undefined ? [] : [{ migration, down, run: traces.get(migration.source.path)?.down }]
  })

type Ran = Extract<DownRun, { outcome: 'ran' }>

const ran = (files: Files): (Omit<Back, 'run'> & { run: Ran })[] =>
  backs(files).flatMap(({ run, ...back }) =>
    run?.outcome === 'ran' && back.down.statements.length > 0 ? [{ ...back, run }] : [],
  )

/** Where a way back begins: its first statement. */
function placeOf({ source, statements, start }: Down): Pick<FileHit, 'path' | 'start' | 'end'> {
  const first = statements[0]
  return { path: source.path, start: first?.start ?? start, end: first?.end ?? start }
}

const bare = (name: string): string => name.replace(/^public\./, '')
const named = ({ kind, name }: DatabaseObject): string => `${kind} ${bare(name)}`

/** At most five by name, the rest by number. */
function listed(objects: readonly DatabaseObject[]): string {
  const names = objects.slice(0, 5).map(named)
  return objects.length > 5 ? `${names.join(', ')} and ${objects.length - 5} more` : names.join(', ')
}

const has = (objects: readonly DatabaseObject[], { kind, name }: DatabaseObject): boolean =>
  objects.some((each) => each.kind === kind && each.name === name)

/** It is still there, if under another name. */
const lives = (objects: readonly DatabaseObject[], { kind, id }: DatabaseObject): boolean =>
  objects.some((each) => each.kind === kind && each.id === id)

/** Sequences that come with a table of the list. */
const withoutOwned = (objects: readonly DatabaseObject[]): DatabaseObject[] =>
  withoutParts(objects).filter(
    ({ kind, name }) =>
      kind !== 'sequence' || !objects.some((other) => other.kind === 'table' && name.startsWith(`${other.name}_`)),
  )

export const downFails: MigrationRule = {
  name: 'down-fails',
  title: 'A way back that the server refuses',
  severity: 'error',
  why: 'It is run once, in an incident, by somebody in a hurry. Then it stops half-way.',
  fix: 'Mend the statement; the check runs it right after its migration.',
  sameAs: [],
  findInDirectory: (files) =>
    backs(files).flatMap(({ down, run }): FileHit[] =>
      run?.outcome !== 'failed'
        ? []
        : [
            {
              path: down.source.path,
              start: run.at.start,
              end: run.at.end,
              message: `Right after its migration the server refuses it: ${run.message}.`,
              basis: 'executed',
              evidence: `${run.code}: ${run.message}`,
            },
          ],
    ),
}

export const downDoesNotUndo: MigrationRule = {
  name: 'down-does-not-undo',
  title: 'A way back that leads elsewhere',
  severity: 'warning',
  why: 'After up and down the database is another one than before. The next up fails on what was left, or production keeps what nobody has in the files.',
  fix: 'Undo each statement of the way up, the last one first.',
  sameAs: [],
  findInDirectory: (files) =>
    ran(files).flatMap(({ migration, down, run: { differ, up } }): FileHit[] => {
      const left = withoutOwned(differ.left)
      const lost = withoutOwned(differ.missing.filter((each) => !has(up, each)))
      const changed = differ.changed.filter(
        ({ was }) => was.kind !== 'table' || !differ.left.some(({ name }) => name === was.name),
      )
      const parts = [
        left.length > 0 && `it leaves ${listed(left)}`,
        lost.length > 0 && `it does not bring back ${listed(lost)}`,
        changed.length > 0 &&
          `${listed(changed.map(({ was }) => was))} ${changed.length === 1 ? 'is' : 'are'} not as before`,
      ].filter((part) => part !== false)
      const first = changed[0]
      return parts.length === 0
        ? []
        : [
            {
              ...placeOf(down),
              message: `After ${shortName(migration)} and this way back the database is not what it was: ${parts.join('; ')}.`,
              basis: 'executed',
              ...(first !== undefined && {
                evidence: `${named(first.was)}: ${first.was.definition.slice(0, 300)}\nnow: ${first.is.definition.slice(0, 300)}`,
              }),
            },
          ]
    }),
}

const HOLDS_ROWS = new Set(['table', 'column'])

export const downDestroysData: MigrationRule = {
  name: 'down-destroys-data',
  title: 'A way back that takes more than its migration gave',
  severity: 'error',
  why: 'It drops or empties what was there before the migration: rows that the migration never touched are gone, and no up brings them back.',
  fix: 'Take back what the migration made, nothing else.',
  sameAs: [],
  findInDirectory: (files) =>
    ran(files).flatMap(({ migration, down, run: { differ, before, up } }): FileHit[] => {
      const dropped = withoutParts(
        differ.missing.filter((each) => HOLDS_ROWS.has(each.kind) && has(up, each) && !lives(differ.left, each)),
      )
      const hits: FileHit[] = dropped.map((object) => ({
        ...(statementOn(down, object) ?? placeOf(down)),
        message: `It drops ${named(object)}, which was there before ${shortName(migration)}.`,
        basis: 'executed',
      }))
      const emptied = down.statements.flatMap((statement) => {
        const tables = emptiedBy(statement.node).filter((table) =>
          before.some(({ kind, name }) => kind === 'table' && (name === table || bare(name) === table)),
        )
        return tables.map((table): FileHit => ({
          path: down.source.path,
          start: statement.start,
          end: statement.end,
          message: `It empties table ${table}, which was there before ${shortName(migration)}.`,
          basis: 'parsed',
        }))
      })
      return [...hits, ...emptied]
    }),
}

/** The tables that TRUNCATE, or DELETE without WHERE, leaves without a row. */
function emptiedBy(node: Down['statements'][number]['node']): string[] {
  const truncate = as(node, 'TruncateStmt')
  if (truncate !== undefined)
    return (truncate.relations ?? []).flatMap((each) => {
      const relation = as(each, 'RangeVar')
      return relation === undefined ? [] : [relationName(relation)]
    })
  const remove = as(node, 'DeleteStmt')
  return remove?.relation === undefined || remove.whereClause !== undefined || remove.usingClause !== undefined
    ? []
    : [relationName(remove.relation)]
}

/** The statement that names an object of the list. */
function statementOn(
  { source, statements }: Down,
  { name }: DatabaseObject,
): Pick<FileHit, 'path' | 'start' | 'end'> | undefined {
  const word = name.slice(name.lastIndexOf('.') + 1)
  const statement = statements.find(({ text }) => text.includes(word))
  return statement === undefined ? undefined : { path: source.path, start: statement.start, end: statement.end }
}

export const downWithoutRows: MigrationRule = {
  name: 'down-without-rows',
  title: 'A way back that brings the shape back and not the rows',
  severity: 'note',
  why: 'The migration dropped it with all that was in it. The way back looks as if nothing was lost.',
  fix: 'Keep the rows for as long as somebody may want to go back: rename instead of drop, and drop in a later migration.',
  sameAs: [],
  findInDirectory: (files) =>
    ran(files).flatMap(({ migration, down, run: { before, up, differ } }): FileHit[] => {
      const back = withoutParts(
        before.filter((each) => HOLDS_ROWS.has(each.kind) && !lives(up, each) && !has(differ.missing, each)),
      )
      return back.length === 0
        ? []
        : [
            {
              ...placeOf(down),
              message: `${shortName(migration)} drops ${listed(back)}; what comes back is empty.`,
              basis: 'executed',
            },
          ]
    }),
}

/** Comments that say that there is no way back, and mean it. */
const ON_PURPOSE =
  /irreversib|not reversib|one[- ]way|no way back|cannot be (?:undone|reverted|rolled back)|no rollback|forward[- ]only/i

export const missingDown: MigrationRule = {
  name: 'missing-down',
  title: 'A migration without a way back, among others that have one',
  severity: 'note',
  why: 'Who rolls back two versions gets one of them, or an error in the middle.',
  fix: 'Write the way back, or a comment that it is irreversible and why.',
  sameAs: [],
  findInDirectory(files) {
    const { downs, migrations } = files
    const all = versioned(migrations).filter(({ statements }) => statements.length > 0)
    const without = all.filter(({ source }) => {
      const down = downs.get(source.path)
      return down === undefined || (down.statements.length === 0 && down.problem === undefined)
    })
    // Where most have none the team does not go back, and one is no habit.
    if (without.length * 2 > all.length || all.length - without.length < 2) return []
    return without.flatMap((migration): FileHit[] => {
      const { source, comments } = migration
      const said = [...comments.map(({ text }) => text), downs.get(source.path)?.source.text ?? '']
      return said.some((text) => ON_PURPOSE.test(text))
        ? []
        : [
            {
              ...headOf(migration),
              message: `${shortName(migration)} has no way back; ${all.length - without.length} of ${all.length} have one.`,
              basis: 'parsed',
            },
          ]
    })
  },
}
