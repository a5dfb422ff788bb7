import type { ColumnConstraintContext, ColumnDefinitionContext } from 'dt-sql-parser/dist/lib/mysql/MySqlParser.js'
import {
  AutoIncrementColumnConstraintContext,
  CheckExprContext,
  CollateColumnConstraintContext,
  CommentColumnConstraintContext,
  DefaultColumnConstraintContext,
  GeneratedColumnConstraintContext,
  InvisibilityColumnConstraintContext,
  NullColumnConstraintContext,
  PrimaryKeyColumnConstraintContext,
  ReferenceColumnConstraintContext,
  SerialDefaultColumnConstraintContext,
  UniqueKeyColumnConstraintContext,
} from 'dt-sql-parser/dist/lib/mysql/MySqlParser.js'
import type { Column } from '../statement.ts'
import { sliceOf } from './grammar.ts'
import { nameOf, valueOf } from './names.ts'

export function readColumn(text: string, name: string, definition: ColumnDefinitionContext): Column {
  const column: Column = {
    name: nameOf(name),
    ...readType(sliceOf(text, definition.dataType())),
    autoIncrement: false,
    invisible: false,
  }
  if (column.type === 'serial')
    Object.assign(column, {
      type: 'bigint',
      attributes: ['UNSIGNED'],
      nullable: false,
      autoIncrement: true,
      key: 'unique',
    })
  for (const constraint of definition.columnConstraint()) Object.assign(column, readConstraint(text, constraint))
  return column
}

/** `varchar(50) character set utf8mb4`, as written. */
export function readType(text: string): Pick<Column, 'type' | 'arguments' | 'attributes' | 'charset' | 'collation'> {
  const [, word = '', list, rest = ''] =
    /^\s*([\w ]*?\w)\s*(?:\(([\s\S]*?)\))?((?:\s+(?:UNSIGNED|ZEROFILL|SIGNED|BINARY|CHARACTER|CHARSET|COLLATE|SRID|ASCII|UNICODE|BYTE)\b[\s\S]*)?)$/i.exec(
      text,
    ) ?? [undefined, text]
  const charset = /\bCHAR(?:ACTER\s+)?SET\s+['"]?(\w+)/i.exec(rest)?.[1]?.toLowerCase()
  const collation = /\bCOLLATE\s+['"]?(\w+)/i.exec(rest)?.[1]?.toLowerCase()
  return {
    type: plainType(word.toLowerCase().replaceAll(/\s+/g, ' ')),
    arguments: (list?.match(/'(?:[^'\\]|''|\\.)*'|"(?:[^"\\]|""|\\.)*"|[^\s,]+/g) ?? []).slice(0, 70_000),
    attributes: rest.toUpperCase().match(/\b(?:UNSIGNED|ZEROFILL|BINARY)\b/g) ?? [],
    ...(charset !== undefined && { charset }),
    ...(collation !== undefined && { collation }),
  }
}

/** Synonyms, which the server makes one of: https://dev.mysql.com/doc/refman/8.4/en/other-vendor-data-types.html */
const SYNONYMS: Record<string, string> = {
  integer: 'int',
  int4: 'int',
  int8: 'bigint',
  int2: 'smallint',
  int1: 'tinyint',
  middleint: 'mediumint',
  int3: 'mediumint',
  bool: 'tinyint',
  boolean: 'tinyint',
  dec: 'decimal',
  fixed: 'decimal',
  numeric: 'decimal',
  'double precision': 'double',
  float8: 'double',
  float4: 'float',
  character: 'char',
  'character varying': 'varchar',
  'char varying': 'varchar',
}

const plainType = (word: string): string => SYNONYMS[word] ?? word

function readConstraint(text: string, constraint: ColumnConstraintContext): Partial<Column> {
  if (constraint instanceof NullColumnConstraintContext)
    return { nullable: !/\bNOT\b/i.test(sliceOf(text, constraint)) }
  if (constraint instanceof DefaultColumnConstraintContext) return readDefault(sliceOf(text, constraint.defaultValue()))
  if (constraint instanceof AutoIncrementColumnConstraintContext) {
    const written = sliceOf(text, constraint)
    return /^ON\s+UPDATE/i.test(written) ? { onUpdate: written } : { autoIncrement: true }
  }
  if (constraint instanceof GeneratedColumnConstraintContext) {
    const stored = /\b(?:STORED|PERSISTENT)\s*$/i.test(sliceOf(text, constraint))
    return { generated: { expression: sliceOf(text, constraint.expression()), stored } }
  }
  if (constraint instanceof PrimaryKeyColumnConstraintContext) return { key: 'primary', nullable: false }
  if (constraint instanceof UniqueKeyColumnConstraintContext) return { key: 'unique' }
  if (constraint instanceof SerialDefaultColumnConstraintContext)
    return { nullable: false, autoIncrement: true, key: 'unique' }
  if (constraint instanceof CommentColumnConstraintContext)
    return { comment: valueOf(constraint.STRING_LITERAL().getText()) }
  if (constraint instanceof CollateColumnConstraintContext)
    return { collation: valueOf(sliceOf(text, constraint.collationName())).toLowerCase() }
  if (constraint instanceof InvisibilityColumnConstraintContext) return { invisible: true }
  if (constraint instanceof CheckExprContext) return { check: sliceOf(text, constraint) }
  if (constraint instanceof ReferenceColumnConstraintContext)
    return { references: nameOf(sliceOf(text, constraint.referenceDefinition().tableName())) }
  return {}
}

const NOW = /^(?:CURRENT_TIMESTAMP|NOW|LOCALTIME|LOCALTIMESTAMP)\b\s*(?:\(\s*\d*\s*\))?/i

/** What stands behind DEFAULT; ON UPDATE is part of it in the grammar. */
export function readDefault(written: string): Pick<Column, 'default' | 'onUpdate'> {
  const [, value = '', onUpdate] = /^([\s\S]*?)(\s+ON\s+UPDATE\s+[\s\S]*)?$/i.exec(written) ?? []
  const text = value.trim()
  const kind = /^NULL$/i.test(text)
    ? 'null'
    : NOW.exec(text)?.[0] === text
      ? 'now'
      : /^\(|^\w+\s*\(/.test(text)
        ? 'expression'
        : 'constant'
  return { default: { text, kind }, ...(onUpdate !== undefined && { onUpdate: onUpdate.trim() }) }
}
