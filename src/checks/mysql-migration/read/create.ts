import * as contexts from 'dt-sql-parser/dist/lib/mysql/MySqlParser.js'
import type { Alter, CreateTable, Index } from '../statement.ts'
import { algorithmOf, foreignKeyOf, lockOf, partsOf, tableOptionOf } from './alter.ts'
import { readColumn } from './column.ts'
import { endOf, sliceOf, startOf } from './grammar.ts'
import { nameOf } from './names.ts'

export function readCreateTable(text: string, node: contexts.CreateTableContext): CreateTable {
  const table = (name: contexts.TableNameCreateContext): CreateTable => ({
    kind: 'create-table',
    table: nameOf(sliceOf(text, name)),
    temporary: /^CREATE\s+(?:OR\s+REPLACE\s+)?TEMPORARY\b/i.test(text),
    columns: [],
    indexes: [],
    foreignKeys: [],
    options: {},
    partitioned: false,
    fromQuery: false,
  })
  if (node instanceof contexts.CopyCreateTableContext) {
    const like = node.tableName()
    return { ...table(node.tableNameCreate()), ...(like !== null && { like: nameOf(sliceOf(text, like)) }) }
  }
  if (!(node instanceof contexts.ColumnCreateTableContext || node instanceof contexts.QueryCreateTableContext))
    throw new Error('a CREATE TABLE of an unknown form')
  const made = table(node.tableNameCreate())
  made.fromQuery = node instanceof contexts.QueryCreateTableContext
  made.partitioned = node.partitionDefinitions() !== null
  for (const option of node.tableOption()) {
    const { name, value } = tableOptionOf(sliceOf(text, option))
    made.options[name] = value.toLowerCase()
  }
  for (const definition of node.createDefinitions()?.createDefinition() ?? []) addDefinition(text, made, definition)
  return made
}

function addDefinition(text: string, made: CreateTable, node: contexts.CreateDefinitionContext): void {
  const column = node.columnNameCreate()
  const definition = node.columnDefinition()
  if (column !== null && definition !== null) {
    made.columns.push(readColumn(text, sliceOf(text, column), definition))
    return
  }
  const columns = node.indexColumnNames()
  if (columns === null) return
  const symbol = node.constraintSymbol()?.uid()
  const named = node.indexName()
  const name = nameOf(named === null ? (symbol == null ? '' : sliceOf(text, symbol)) : sliceOf(text, named))
  const reference = node.referenceDefinition()
  if (reference !== null) {
    const key = foreignKeyOf(text, columns, reference.tableName())
    made.foreignKeys.push({ ...(symbol != null && { name: nameOf(sliceOf(text, symbol)) }), ...key })
    return
  }
  made.indexes.push({ kind: kindOf(node), ...(name !== '' && { name }), parts: partsOf(text, columns) })
}

function kindOf(node: contexts.CreateDefinitionContext): Index['kind'] {
  if (node.KW_PRIMARY() !== null) return 'primary'
  if (node.KW_UNIQUE() !== null) return 'unique'
  if (node.KW_FULLTEXT() !== null) return 'fulltext'
  return node.KW_SPATIAL() === null ? 'plain' : 'spatial'
}

/** CREATE INDEX and DROP INDEX do what ALTER TABLE does. */
export function readIndexStatement(
  text: string,
  base: number,
  node: contexts.CreateIndexContext | contexts.DropIndexContext,
): Alter {
  const place = { start: base + startOf(node), end: base + endOf(node) }
  const clause = (name: string): string | undefined =>
    [...text.matchAll(new RegExp(`\\b${name}\\s*=?\\s*(\\w+)`, 'gi'))].at(-1)?.[1]
  // Of the words behind the columns only: a column may be called so.
  const algorithm = node.KW_ALGORITHM().length > 0 ? clause('ALGORITHM') : undefined
  const lock = node.KW_LOCK().length > 0 ? clause('LOCK') : undefined
  const shared = {
    kind: 'alter' as const,
    table: nameOf(sliceOf(text, node.tableName())),
    ...(algorithm !== undefined && { algorithm: algorithmOf(algorithm) }),
    ...(lock !== undefined && { lock: lockOf(lock) }),
  }
  if (node instanceof contexts.DropIndexContext) {
    const index = nameOf(sliceOf(text, node.indexName()))
    return {
      ...shared,
      command: 'DROP INDEX',
      actions: [index === 'PRIMARY' ? { type: 'drop-primary-key', ...place } : { type: 'drop-index', index, ...place }],
    }
  }
  const kind =
    node.KW_UNIQUE() !== null
      ? 'unique'
      : node.KW_FULLTEXT() !== null
        ? 'fulltext'
        : node.KW_SPATIAL() !== null
          ? 'spatial'
          : 'plain'
  const index: Index = {
    kind,
    name: nameOf(sliceOf(text, node.indexNameCreate())),
    parts: partsOf(text, node.indexColumnNames()),
  }
  const ifNotExists = /\bIF\s+NOT\s+EXISTS\b/i.test(text)
  return {
    ...shared,
    command: 'CREATE INDEX',
    actions: [{ type: 'add-index', index, ...(ifNotExists && { ifNotExists }), ...place }],
  }
}
