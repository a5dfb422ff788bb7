import type { Action, Alter, Column, CreateTable, ForeignKey, Index, StatementBody } from './statement.ts'

export interface Table {
  name: string
  columns: Column[]
  indexes: Index[]
  foreignKeys: ForeignKey[]
  options: Record<string, string>
  partitioned: boolean
  temporary: boolean
  /** All its columns are known: it was made by a CREATE TABLE among the files. */
  complete: boolean
  /** Path of the file that made it. */
  madeIn?: string
}

/** Tables by name in lower case, as the files made them so far. */
export type Schema = Map<string, Table>

export const tableOf = (schema: Schema, name: string): Table | undefined => schema.get(name.toLowerCase())

export function columnOf(table: Table | undefined, name: string): Column | undefined {
  return table?.columns.find((column) => sameName(column.name, name))
}

export const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

/** Carries a statement out on the schema. */
export function apply(schema: Schema, body: StatementBody, path: string): void {
  if (body.kind === 'create-table') create(schema, body, path)
  if (body.kind === 'drop-table') for (const name of body.tables) schema.delete(name.toLowerCase())
  if (body.kind === 'alter') alter(schema, body)
}

function create(schema: Schema, made: CreateTable, path: string): void {
  const key = made.table.toLowerCase()
  // IF NOT EXISTS, or a dump that begins anew: the first definition counts.
  if (schema.get(key)?.complete === true) return
  const like = made.like === undefined ? undefined : tableOf(schema, made.like)
  const { table: name, columns, indexes, foreignKeys, options, partitioned, temporary } = made
  const complete = !made.fromQuery && (made.like === undefined || like?.complete === true)
  const base: Table = { name, columns, indexes, foreignKeys, options, partitioned, temporary, complete, madeIn: path }
  schema.set(
    key,
    like === undefined ? base : { ...structuredClone(like), name, temporary, complete, madeIn: path, foreignKeys: [] },
  )
  const table = schema.get(key)
  if (table !== undefined) for (const column of table.columns) addKeyOf(table, column)
}

function addKeyOf(table: Table, { name, key }: Column): void {
  if (key !== undefined && !table.indexes.some((index) => index.name === name && index.kind === key))
    table.indexes.push({ kind: key, ...(key === 'unique' && { name }), parts: [{ column: name }] })
}

function alter(schema: Schema, { table: name, actions }: Alter): void {
  const key = name.toLowerCase()
  const table: Table = schema.get(key) ?? {
    name,
    columns: [],
    indexes: [],
    foreignKeys: [],
    options: {},
    partitioned: false,
    temporary: false,
    complete: false,
  }
  schema.set(key, table)
  for (const action of actions) {
    act(table, action)
    if (action.type !== 'rename-table') continue
    schema.delete(key)
    schema.set(action.to.toLowerCase(), { ...table, name: action.to })
  }
}

function act(table: Table, action: Action): void {
  switch (action.type) {
    case 'add-column':
      if (columnOf(table, action.column.name) === undefined) put(table, action.column, action.position)
      addKeyOf(table, action.column)
      break
    case 'drop-column':
      table.columns = table.columns.filter(({ name }) => !sameName(name, action.column))
      break
    case 'change-column':
      replace(table, action.from, { ...action.column })
      if (action.position !== undefined) put(table, action.column, action.position)
      break
    case 'rename-column': {
      const column = columnOf(table, action.from)
      if (column !== undefined) replace(table, action.from, { ...column, name: action.to })
      break
    }
    case 'set-default': {
      const column = columnOf(table, action.column)
      if (column === undefined) break
      if (action.default === undefined) delete column.default
      else column.default = action.default
      break
    }
    case 'add-index':
      table.indexes.push(action.index)
      break
    case 'drop-index':
      table.indexes = table.indexes.filter(({ name }) => name === undefined || !sameName(name, action.index))
      break
    case 'drop-primary-key':
      table.indexes = table.indexes.filter(({ kind }) => kind !== 'primary')
      break
    case 'add-foreign-key':
      table.foreignKeys.push(action.key)
      break
    case 'table-option':
      table.options[action.name] = action.value.toLowerCase()
      break
    case 'convert-charset':
      table.options['charset'] = action.charset
      if (action.collation === undefined) delete table.options['collate']
      else table.options['collate'] = action.collation
      for (const column of table.columns) {
        delete column.charset
        delete column.collation
      }
      break
    case 'partition':
      if (action.what === 'PARTITION BY') table.partitioned = true
      break
    default:
  }
}

function replace(table: Table, name: string, column: Column): void {
  const at = table.columns.findIndex((each) => sameName(each.name, name))
  if (at === -1) table.columns.push(column)
  else table.columns[at] = column
}

function put(table: Table, column: Column, position: 'first' | { after: string } | undefined): void {
  const others = table.columns.filter((each) => !sameName(each.name, column.name))
  const after =
    position === undefined || position === 'first'
      ? -1
      : others.findIndex((each) => sameName(each.name, position.after))
  const at =
    position === undefined ? others.length : position === 'first' ? 0 : after === -1 ? others.length : after + 1
  table.columns = others.toSpliced(at, 0, column)
}
