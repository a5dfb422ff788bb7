import { as, relationName } from '../ast.ts'
import type { Down } from '../downs.ts'
import { type Files, shortName } from '../files.ts'
import type { Migration } from '../migration.ts'
import { type DatabaseObject, withoutParts } from '../trace/objects.ts'
import { bare, has, HOLDS_ROWS, lives, named, placeOf, ran, writesTo } from '../ways-back.ts'
import type { FileHit, MigrationRule } from './rule.ts'

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
        const tables = emptiedBy(statement.node).filter(
          (table) =>
            before.some(({ kind, name }) => kind === 'table' && (name === table || bare(name) === table)) &&
            !isSeed(files, migration, table),
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

/** All rows that the files give the table are of this migration. */
const isSeed = ({ migrations }: Files, migration: Migration, table: string): boolean =>
  writesTo(migration.statements, table) &&
  !migrations.some((each) => !each.aside && each.order < migration.order && writesTo(each.statements, table))
