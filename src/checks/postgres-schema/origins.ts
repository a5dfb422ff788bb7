import type { ColumnDef, Constraint, Node } from '@pgsql/types'
import { allOf, as, nameOf, relationName, words } from '../postgres-migration/ast.ts'
import type { Migration, Statement } from '../postgres-migration/migration.ts'

/** Where in the sources something was made. */
export interface Place {
  path: string
  start: number
  end: number
}

/** What made an object of the catalogue, by its name there. The last statement that says something about it counts. */
export interface Origins {
  table: (table: string) => Place | undefined
  /** The place of the column, or else of its table. */
  column: (table: string, column: string | undefined) => Place | undefined
  /** The place of the constraint or index of that name, or else of its first column. */
  constraint: (table: string, name: string, columns: readonly (string | null)[]) => Place | undefined
  function: (name: string) => Place | undefined
}

type Places = Map<string, Place>

interface Maps {
  tables: Places
  columns: Places
  /** Constraints and indexes, which share their names' space. */
  named: Places
  functions: Places
}

const key = (table: string, name: string): string => `${table}\0${name}`

/** Reads the statements of one directory, in the order in which they were run. */
export function originsOf(migrations: readonly Migration[]): Origins {
  const maps: Maps = { tables: new Map(), columns: new Map(), named: new Map(), functions: new Map() }
  for (const { source, statements } of migrations) for (const statement of statements) note(maps, statement, source)
  const column: Origins['column'] = (table, name) =>
    (name === undefined ? undefined : maps.columns.get(key(table, name))) ?? maps.tables.get(table)
  return {
    table: (table) => maps.tables.get(table),
    column,
    constraint: (table, name, columns) => maps.named.get(key(table, name)) ?? column(table, columns[0] ?? undefined),
    function: (name) => maps.functions.get(name),
  }
}

type Text = Pick<Migration['source'], 'path' | 'text'>

function note(maps: Maps, statement: Statement, source: Text): void {
  const { node } = statement
  const whole: Place = { path: source.path, start: statement.start, end: statement.end }
  const create = as(node, 'CreateStmt')
  if (create !== undefined) {
    const table = relationName(create.relation)
    maps.tables.set(table, wordAt(source, create.relation?.location) ?? whole)
    for (const element of create.tableElts ?? []) noteElement(maps, { table, element, whole }, source)
  }
  const alter = as(node, 'AlterTableStmt')
  if (alter !== undefined) {
    const table = relationName(alter.relation)
    for (const command of allOf(alter.cmds, 'AlterTableCmd')) {
      noteElement(maps, { table, element: command.def, whole }, source)
      if (
        command.name !== undefined &&
        /^AT_(?:AlterColumnType|ColumnDefault|SetNotNull|DropNotNull)$/.test(command.subtype ?? '')
      )
        maps.columns.set(key(table, command.name), whole)
    }
  }
  const index = as(node, 'IndexStmt')
  if (index?.idxname !== undefined) maps.named.set(key(relationName(index.relation), index.idxname), whole)
  const filled = as(node, 'CreateTableAsStmt')?.into?.rel
  if (filled !== undefined) maps.tables.set(relationName(filled), whole)
  const made = as(node, 'CreateFunctionStmt')
  if (made !== undefined)
    maps.functions.set(nameOf(words(made.funcname)), { ...whole, end: firstLine(source.text, whole) })
  rename(maps, node)
}

/** A column or a constraint, inside CREATE TABLE or ALTER TABLE. */
function noteElement(
  maps: Maps,
  { table, element, whole }: { table: string; element: Node | undefined; whole: Place },
  source: Text,
): void {
  const column: ColumnDef | undefined = as(element, 'ColumnDef')
  if (column?.colname !== undefined) {
    const place = wordAt(source, column.location) ?? whole
    maps.columns.set(key(table, column.colname), place)
    for (const constraint of allOf(column.constraints, 'Constraint'))
      noteConstraint(maps, { table, constraint, whole: place }, source)
  }
  const constraint = as(element, 'Constraint')
  if (constraint !== undefined) noteConstraint(maps, { table, constraint, whole }, source)
}

function noteConstraint(
  maps: Maps,
  { table, constraint, whole }: { table: string; constraint: Constraint; whole: Place },
  source: Text,
): void {
  const place = wordAt(source, constraint.location) ?? whole
  const columns = words(constraint.contype === 'CONSTR_FOREIGN' ? constraint.fk_attrs : constraint.keys)
  maps.named.set(key(table, constraint.conname ?? defaultName(table, constraint.contype, columns)), place)
}

/** As the server names a constraint that says no name, save for the number that it appends to one that is taken. */
function defaultName(table: string, kind: string | undefined, columns: readonly string[]): string {
  const bare = table.slice(table.indexOf('.') + 1)
  if (kind === 'CONSTR_PRIMARY') return `${bare}_pkey`
  const suffix = kind === 'CONSTR_UNIQUE' ? 'key' : kind === 'CONSTR_FOREIGN' ? 'fkey' : 'check'
  return [bare, ...columns, suffix].join('_')
}

function rename(maps: Maps, node: Node): void {
  const change = as(node, 'RenameStmt')
  if (change?.newname === undefined) return
  const table = relationName(change.relation)
  if (change.renameType === 'OBJECT_COLUMN' && change.subname !== undefined)
    move(maps.columns, key(table, change.subname), key(table, change.newname))
  if (change.renameType !== 'OBJECT_TABLE') return
  const to = nameOf([change.relation?.schemaname ?? '', change.newname])
  move(maps.tables, table, to)
  for (const places of [maps.columns, maps.named]) {
    for (const from of places.keys())
      if (from.startsWith(`${table}\0`)) move(places, from, `${to}${from.slice(table.length)}`)
  }
}

function move(places: Places, from: string, to: string): void {
  const place = places.get(from)
  if (place === undefined) return
  places.delete(from)
  places.set(to, place)
}

/** The word, or quoted name, that begins at an index. */
function wordAt({ path, text }: Text, start: number | undefined): Place | undefined {
  if (start === undefined || start < 0) return undefined
  const word = /^(?:"(?:[^"]|"")*"|[\w$\u0080-\uffff]+)/.exec(text.slice(start, start + 200))?.[0]
  return word === undefined ? undefined : { path, start, end: start + word.length }
}

function firstLine(text: string, { start, end }: Place): number {
  const newline = text.indexOf('\n', start)
  return newline === -1 ? end : Math.min(end, newline)
}
