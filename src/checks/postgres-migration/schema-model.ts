import type { Node } from '@pgsql/types'
import { as, columnOf, type TypeRef } from './ast.ts'
import type { Change, Column, Constraint, Index } from './change.ts'

export interface ModelColumn {
  type: TypeRef
  notNull: boolean
}

export interface ModelTable {
  /** False when the files change a table that none of them creates: columns that are missing here may exist. */
  complete: boolean
  temporary: boolean
  partitioned: boolean
  defaultPartition?: boolean
  columns: Map<string, ModelColumn>
  constraints: Constraint[]
}

/**
 * What the statements so far have made of the schema, as far as the rules ask: a stand-in for the catalogue where nothing
 * was executed. It follows names, not dependencies (DROP … CASCADE takes only what is named).
 */
export interface SchemaModel {
  tables: Map<string, ModelTable>
  /** By table, those of constraints included; a name may be missing. */
  indexes: Map<string, Index[]>
  domains: Map<string, { constrained: boolean; hasDefault: boolean }>
  functions: Map<string, 'volatile' | 'stable' | 'immutable'>
}

export function emptyModel(): SchemaModel {
  return { tables: new Map(), indexes: new Map(), domains: new Map(), functions: new Map() }
}

/** Brings the model up to date with one change, in place. */
export function applyChange(model: SchemaModel, change: Change): void {
  switch (change.type) {
    case 'create-table': {
      if (change.ifNotExists && model.tables.has(change.table)) return
      const columns = new Map(change.columns.map((column) => [column.name, modelColumn(column)]))
      for (const parent of change.parents) {
        for (const [name, column] of model.tables.get(parent)?.columns ?? [])
          if (!columns.has(name)) columns.set(name, { ...column })
        if (change.defaultPartition) tableFor(model, parent).defaultPartition = true
      }
      model.tables.set(change.table, {
        complete: true,
        temporary: change.temporary,
        partitioned: change.partitioned,
        columns,
        constraints: [],
      })
      model.indexes.delete(change.table)
      return
    }
    case 'create-table-as':
      model.tables.set(change.table, {
        complete: false,
        temporary: change.temporary,
        partitioned: false,
        columns: new Map(),
        constraints: [],
      })
      return
    case 'drop-table':
      model.tables.delete(change.table)
      model.indexes.delete(change.table)
      return
    case 'drop-schema':
      for (const name of model.tables.keys())
        if (name.startsWith(`${change.schema}.`)) applyChange(model, { type: 'drop-table', table: name })
      return
    case 'rename-table':
    case 'move-table':
      moveTable(model, change.table, change.to)
      return
    case 'create-index':
      addIndex(model, change.index)
      return
    case 'drop-index':
      removeIndexes(model, (index) => index.name === bare(change.name))
      return
    case 'rename-index':
      for (const index of [...model.indexes.values()].flat())
        if (index.name === bare(change.name)) index.name = change.to
      return
    case 'create-domain':
      model.domains.set(change.name, change)
      return
    case 'create-function':
      model.functions.set(change.name, change.volatility)
      return
    default:
      if ('table' in change) applyToTable(model, change)
  }
}

function applyToTable(model: SchemaModel, change: Change & { table: string }): void {
  if (change.type === 'write' || change.type === 'lock') return
  const table = tableFor(model, change.table)
  switch (change.type) {
    case 'add-column':
      if (!(change.ifNotExists && table.columns.has(change.column.name)))
        table.columns.set(change.column.name, modelColumn(change.column))
      return
    case 'drop-column':
      table.columns.delete(change.column)
      table.constraints = table.constraints.filter((constraint) => !constraint.columns.includes(change.column))
      removeIndexes(model, (index) => index.table === change.table && index.columns.includes(change.column))
      return
    case 'rename-column':
      renameColumn(model, table, change)
      return
    case 'change-type': {
      const column = table.columns.get(change.column)
      table.columns.set(change.column, { type: change.to, notNull: column?.notNull ?? false })
      return
    }
    case 'set-not-null':
    case 'drop-not-null': {
      const column = table.columns.get(change.column)
      table.columns.set(change.column, { type: column?.type ?? UNKNOWN_TYPE, notNull: change.type === 'set-not-null' })
      return
    }
    case 'add-constraint':
      addConstraint(model, table, change)
      return
    case 'validate-constraint':
      table.constraints = table.constraints.map((constraint) =>
        constraint.name === change.name ? { ...constraint, validates: true } : constraint,
      )
      return
    case 'attach-partition':
      if (change.default) table.defaultPartition = true
      return
    case 'drop-constraint':
      table.constraints = table.constraints.filter((constraint) => constraint.name !== change.name)
      removeIndexes(model, (index) => index.table === change.table && index.name === change.name)
      return
    default:
  }
}

/** A type no rule knows anything about. */
export const UNKNOWN_TYPE: TypeRef = { name: '', modifiers: [], array: false }

function addConstraint(
  model: SchemaModel,
  table: ModelTable,
  change: Extract<Change, { type: 'add-constraint' }>,
): void {
  const { constraint } = change
  const unique = constraint.kind === 'unique' || constraint.kind === 'primary-key'
  const prepared = model.indexes.get(change.table)?.find((index) => index.name === constraint.usingIndex)
  const columns =
    constraint.columns.length > 0 ? constraint.columns : (prepared?.columns.filter((column) => column !== null) ?? [])
  const name = constraint.name ?? constraint.usingIndex ?? defaultName(change.table, constraint)
  table.constraints.push({ ...constraint, columns, name })
  if (constraint.kind === 'primary-key' || (constraint.kind === 'not-null' && constraint.validates)) {
    for (const column of columns)
      table.columns.set(column, { type: table.columns.get(column)?.type ?? UNKNOWN_TYPE, notNull: true })
  }
  if (unique && prepared !== undefined) prepared.name = name
  if (unique && constraint.usingIndex === undefined)
    addIndex(model, { name, table: change.table, columns, unique: true, method: 'btree' })
}

/** The name the server gives when none is written; without the number it appends to a name that is taken. */
export function defaultName(table: string, constraint: Constraint): string {
  const base = bare(table)
  const columns = constraint.columns.length > 0 ? `_${constraint.columns.join('_')}` : ''
  switch (constraint.kind) {
    case 'primary-key':
      return `${base}_pkey`
    case 'unique':
      return `${base}${columns}_key`
    case 'foreign-key':
      return `${base}${columns}_fkey`
    case 'not-null':
      return `${base}${columns}_not_null`
    case 'exclude':
      return `${base}${columns}_excl`
    default:
      return `${base}${columns}_check`
  }
}

function renameColumn(model: SchemaModel, table: ModelTable, change: Extract<Change, { type: 'rename-column' }>): void {
  const column = table.columns.get(change.column)
  table.columns.delete(change.column)
  table.columns.set(change.to, column ?? { type: UNKNOWN_TYPE, notNull: false })
  const renamed = (name: string): string => (name === change.column ? change.to : name)
  table.constraints = table.constraints.map((constraint) => ({
    ...constraint,
    columns: constraint.columns.map(renamed),
  }))
  for (const index of model.indexes.get(change.table) ?? [])
    index.columns = index.columns.map((name) => (name === null ? null : renamed(name)))
}

function moveTable(model: SchemaModel, from: string, to: string): void {
  const table = tableFor(model, from)
  const indexes = model.indexes.get(from) ?? []
  model.tables.delete(from)
  model.indexes.delete(from)
  model.tables.set(to, table)
  model.indexes.set(
    to,
    indexes.map((index) => ({ ...index, table: to })),
  )
}

function modelColumn(column: Column): ModelColumn {
  return { type: column.type, notNull: column.notNull }
}

function tableFor(model: SchemaModel, name: string): ModelTable {
  const known = model.tables.get(name)
  if (known !== undefined) return known
  const table: ModelTable = {
    complete: false,
    temporary: false,
    partitioned: false,
    columns: new Map(),
    constraints: [],
  }
  model.tables.set(name, table)
  return table
}

function addIndex(model: SchemaModel, index: Index): void {
  const others = model.indexes.get(index.table) ?? []
  model.indexes.set(index.table, [...others, { ...index }])
}

function removeIndexes(model: SchemaModel, drops: (index: Index) => boolean): void {
  for (const [table, indexes] of model.indexes) {
    if (indexes.some(drops))
      model.indexes.set(
        table,
        indexes.filter((index) => !drops(index)),
      )
  }
}

function bare(name: string): string {
  return name.split('.').at(-1) ?? name
}

/** The table of an index that the files made; its name may have a schema. */
export function tableOfIndex(model: SchemaModel, name: string): string | undefined {
  return [...model.indexes.values()].flat().find((index) => index.name === bare(name))?.table
}

/** The name of the constraint that proves a column to hold no NULL, so that SET NOT NULL need not look (since PostgreSQL 12). */
export function notNullProof(model: SchemaModel, table: string, column: string): string | undefined {
  const constraints = model.tables.get(table)?.constraints ?? []
  const proof = constraints.find(
    (constraint) => constraint.kind === 'check' && constraint.validates && demandsValue(constraint.expression, column),
  )
  return proof?.name
}

function demandsValue(expression: Node | undefined, column: string): boolean {
  const all = as(expression, 'BoolExpr')
  if (all?.boolop === 'AND_EXPR') return (all.args ?? []).some((part) => demandsValue(part, column))
  const test = as(expression, 'NullTest')
  return test?.nulltesttype === 'IS_NOT_NULL' && columnOf(test.arg) === column
}
