import { bytesOf, charsetOf, HAS_CHARSET } from './charset.ts'
import type { Operation } from './online-ddl/operation.ts'
import type { Table } from './schema.ts'
import { sameName } from './schema.ts'
import type { Action, Column } from './statement.ts'

/** An operation and the words for it: "`code` varchar(50) to varchar(255)". */
export interface Work {
  operation: Operation
  what: string
}

/** What MODIFY or CHANGE of a known column is to the server. */
export function columnChange(table: Table, old: Column, action: Action & { type: 'change-column' }): Work[] {
  const { column } = action
  const name = `\`${old.name}\``
  const works: Work[] = []
  const add = (operation: Operation, what: string): void => {
    works.push({ operation, what })
  }
  if (!sameName(old.name, column.name)) add('rename-column', `${name} becomes \`${column.name}\``)
  const type = typeChange(table, old, column)
  if (type !== undefined) add(type, `${name} ${typeText(old)} becomes ${typeText(column)}`)
  else if (HAS_CHARSET.test(column.type)) {
    const [before, after] = [charsetOf(old, table), charsetOf(column, table)]
    if (before !== after) add(charsetChange(table, old, column), `${name} goes from ${before} to ${after}`)
    else if (collationOf(old, table) !== collationOf(column, table))
      add(isIndexed(table, old) ? 'change-collation-indexed' : 'change-collation', `the collation of ${name} changes`)
  }
  if (isNullable(old, table) && !isNullable(column, table)) add('make-not-null', `${name} becomes NOT NULL`)
  if (!isNullable(old, table) && isNullable(column, table))
    add(isRedundant(table) ? 'make-nullable-redundant' : 'make-nullable', `${name} becomes nullable`)
  if (moves(table, old, action)) add('reorder-column', `${name} is put elsewhere`)
  if (!old.autoIncrement && column.autoIncrement) add('add-auto-increment', `${name} becomes AUTO_INCREMENT`)
  if (old.autoIncrement && !column.autoIncrement) add('drop-auto-increment', `${name} is no longer AUTO_INCREMENT`)
  if (!sameText(old.default?.text ?? 'NULL', column.default?.text ?? 'NULL') || old.onUpdate !== column.onUpdate)
    add('change-default', `the default of ${name} changes`)
  if ((old.comment ?? '') !== (column.comment ?? '')) add('change-comment', `the comment of ${name} changes`)
  if (old.generated?.expression !== column.generated?.expression || old.generated?.stored !== column.generated?.stored)
    add(generatedChange(old, column), `what ${name} is generated from changes`)
  if (column.key === 'unique') add('add-unique-index', `a unique index on ${name}`)
  if (column.check !== undefined && column.check !== old.check) add('add-column-check', `a check of ${name}`)
  return works
}

export function typeText({ type, arguments: list, attributes }: Column): string {
  const members = list.join(',')
  const shown = members.length > 40 ? `${members.slice(0, 40)}…` : members
  return [`${type}${list.length === 0 ? '' : `(${shown})`}`, ...attributes.map((each) => each.toLowerCase())].join(' ')
}

function typeChange(table: Table, old: Column, column: Column): Operation | undefined {
  if (old.type !== column.type || sign(old) !== sign(column)) return 'change-type'
  if (/^(?:varchar|varbinary)$/.test(old.type)) return lengthChange(table, old, column)
  if (/^(?:enum|set)$/.test(old.type)) return memberChange(old, column)
  // A width of an integer is for showing only.
  if (/^(?:tinyint|smallint|mediumint|int|bigint|year)$/.test(old.type)) return undefined
  return argumentsOf(old) === argumentsOf(column) ? undefined : 'change-type'
}

const sign = ({ attributes }: Column): boolean => attributes.includes('UNSIGNED') || attributes.includes('ZEROFILL')

const DEFAULT_ARGUMENTS: Record<string, string> = { decimal: '10,0', char: '1', binary: '1', bit: '1' }

function argumentsOf({ type, arguments: list }: Column): string {
  if (list.length === 0) return DEFAULT_ARGUMENTS[type] ?? '0'
  return type === 'decimal' && list.length === 1 ? `${list[0]},0` : list.join(',')
}

/** Three-byte UTF-8 is four-byte UTF-8, as long as the length keeps its prefix. */
function charsetChange(table: Table, old: Column, column: Column): Operation {
  const widens = charsetOf(old, table) === 'utf8mb3' && charsetOf(column, table) === 'utf8mb4'
  const crosses = bytesOf(old, table) <= 255 && bytesOf(column, table) > 255
  return widens && old.type === 'varchar' && !crosses ? 'widen-charset' : 'change-charset'
}

export const isRedundant = ({ options }: Table): boolean => options['row_format'] === 'redundant'

export function isIndexed({ indexes }: Table, { name }: Column): boolean {
  return indexes.some(({ parts }) => parts.some((part) => part.column !== undefined && sameName(part.column, name)))
}

function generatedChange(old: Column, column: Column): Operation {
  const virtual = old.generated?.stored === false && column.generated?.stored === false
  return virtual ? 'change-virtual-column' : 'change-stored-column'
}

/** The length of a value is stored in one byte up to 255 bytes, in two from there on. */
function lengthChange(table: Table, old: Column, column: Column): Operation | undefined {
  const [before, after] = [bytesOf(old, table), bytesOf(column, table)]
  if (Number(column.arguments[0]) < Number(old.arguments[0])) return 'shorten-varchar'
  if (charsetOf(old, table) !== charsetOf(column, table)) return undefined
  if (after === before) return undefined
  if (before > 255 || after <= 255) return 'lengthen-varchar'
  return isRedundant(table) ? 'lengthen-varchar-redundant' : 'lengthen-varchar-past-255'
}

function memberChange(old: Column, column: Column): Operation | undefined {
  const kept = old.arguments.every((member, at) => column.arguments[at] === member)
  if (!kept || storage(old) !== storage(column)) return 'change-type'
  return column.arguments.length > old.arguments.length ? 'append-member' : undefined
}

/** Bytes: https://dev.mysql.com/doc/refman/8.4/en/storage-requirements.html */
function storage({ type, arguments: { length } }: Column): number {
  if (type === 'enum') return length > 255 ? 2 : 1
  const bytes = Math.ceil(length / 8)
  return bytes > 4 ? 8 : bytes
}

function collationOf(column: Column, table: Table): string {
  const charset = charsetOf(column, table)
  const fallback =
    charsetOf({ ...column, charset: undefined, collation: undefined } as unknown as Column, table) === charset
  return (
    column.collation ?? (fallback && column.charset === undefined ? table.options['collate'] : undefined) ?? 'default'
  )
}

export function isNullable(column: Column, { indexes }: Table): boolean {
  const inKey = indexes.some(
    ({ kind, parts }) =>
      kind === 'primary' && parts.some((part) => part.column !== undefined && sameName(part.column, column.name)),
  )
  return !inKey && (column.nullable ?? true)
}

/** Whether FIRST or AFTER puts it where it is not. */
function moves(table: Table, old: Column, { position }: Action & { type: 'change-column' }): boolean {
  if (position === undefined) return false
  const at = table.columns.indexOf(old)
  if (position === 'first') return at !== 0
  const before = table.columns[at - 1]
  return before === undefined || !sameName(before.name, position.after)
}

const sameText = (one: string, other: string): boolean =>
  one.replaceAll(/["']/g, '').toLowerCase() === other.replaceAll(/["']/g, '').toLowerCase()
