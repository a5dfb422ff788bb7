import type { A_Expr, JoinExpr, Node } from '@pgsql/types'
import { allOf, as, find, words } from '../postgres-migration/ast.ts'
import type { Column, Table } from '../postgres-schema/catalogue.ts'
import type { Block, Relation } from './blocks.ts'

/** A column of a stored table that an expression refers to. */
export interface Found {
  relation: Relation
  table: Table
  column: Column
}

/** The column of a table that a reference in a block names; undefined when it is not one for certain. */
export function columnAt(node: Node | undefined, block: Block): Found | undefined {
  const relation = relationAt(node, block)
  const name = words(as(node, 'ColumnRef')?.fields).at(-1)
  const column = relation?.table?.columns.find((each) => each.name === name)
  return relation?.table === undefined || column === undefined ? undefined : { relation, table: relation.table, column }
}

/** The relation of the block that a column reference belongs to; undefined when it is of a block around it, or is not certain. */
export function relationAt(node: Node | undefined, { relations }: Block): Relation | undefined {
  const fields = as(node, 'ColumnRef')?.fields
  const parts = words(fields)
  const [qualifier, name] = parts.length === (fields?.length ?? 0) ? parts.slice(-2) : []
  if (qualifier === undefined) return undefined
  if (name !== undefined) return relations.find(({ alias }) => alias === qualifier)
  if (relations.length === 1)
    return relations[0]?.table === undefined ? relations[0] : havingColumn(relations, qualifier)
  // Without a catalogue of every relation the column may be of any.
  return relations.every(({ table }) => table !== undefined) ? havingColumn(relations, qualifier) : undefined
}

function havingColumn(relations: readonly Relation[], name: string): Relation | undefined {
  const having = relations.filter(({ table }) => table?.columns.some((column) => column.name === name) === true)
  return having.length === 1 ? having[0] : undefined
}

/** The parts of a condition that are joined by AND. */
export function conjuncts(node: Node | undefined): Node[] {
  const all = as(node, 'BoolExpr')
  if (all?.boolop === 'AND_EXPR') return (all.args ?? []).flatMap(conjuncts)
  return node === undefined ? [] : [node]
}

/** What is joined by AND in the WHERE and in the ON of the inner joins of a block. */
export function conditionsOf(block: Block): Node[] {
  const joins = joinsOf(block).filter(({ jointype }) => jointype === 'JOIN_INNER')
  return [...conjuncts(block.where), ...joins.flatMap(({ quals }) => conjuncts(quals))]
}

/** The joins in FROM, outer ones before those inside them. */
export function joinsOf(block: Block): JoinExpr[] {
  const { node } = block
  const open = [
    ...('fromClause' in node ? (node.fromClause ?? []) : []),
    ...('usingClause' in node ? (node.usingClause ?? []) : []),
  ]
  const joins: JoinExpr[] = []
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const join = as(next, 'JoinExpr')
    if (join === undefined) continue
    joins.push(join)
    for (const side of [join.larg, join.rarg]) if (side !== undefined) open.push(side)
  }
  return joins
}

/** The operator of a plain comparison: `=`, `<>`, `~~`. */
export function operatorOf({ kind, name }: A_Expr): string | undefined {
  return kind === 'AEXPR_OP' ? words(name).at(-1) : undefined
}

/** Whether nothing in an expression comes from a row: constants, parameters, functions of them. */
export function isConstant(node: Node | undefined): boolean {
  return node !== undefined && find(node, 'ColumnRef').length === 0 && find(node, 'SubLink').length === 0
}

/** Columns of a relation that the conditions of a block fix to one value each. */
export function fixedColumns(block: Block, relation: Relation): Set<string> {
  const fixed = new Set<string>()
  for (const condition of conjuncts(block.where)) {
    const expression = as(condition, 'A_Expr')
    if (expression === undefined || operatorOf(expression) !== '=') continue
    for (const [one, other] of [
      [expression.lexpr, expression.rexpr],
      [expression.rexpr, expression.lexpr],
    ]) {
      const found = columnAt(one, block)
      if (found?.relation === relation && isConstant(other)) fixed.add(found.column.name)
    }
  }
  return fixed
}

/** Whether columns include all of a key of a table: a unique index without predicate. */
export function includesKey(table: Table | undefined, columns: ReadonlySet<string>): boolean {
  return (table?.indexes ?? []).some(
    (index) =>
      index.unique &&
      index.predicate === null &&
      index.columns.every((column) => column !== null && columns.has(column)),
  )
}

/** Whether the block reads at most one row of a relation. */
export function isOneRow(block: Block, relation: Relation): boolean {
  return includesKey(relation.table, fixedColumns(block, relation))
}

/** Columns on which an index begins. A partial index counts too. */
function indexedFirst(table: Table, column: string): boolean {
  return table.indexes.some(({ columns }) => columns[0] === column)
}

/** Whether an index on what else is asked for leaves few rows of a relation to look at. */
export function isFoundOtherwise(block: Block, { relation, table }: Found): boolean {
  return [...fixedColumns(block, relation)].some((column) => indexedFirst(table, column))
}

/** The expressions that a SELECT gives, in order. */
export function outputs(nodes: readonly Node[] | undefined): { value: Node | undefined; name: string | undefined }[] {
  return allOf(nodes, 'ResTarget').map(({ val, name }) => ({ value: val, name }))
}
