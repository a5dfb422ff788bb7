import type {
  AlterOptionContext,
  AlterTableContext,
  IndexColumnNamesContext,
} from 'dt-sql-parser/dist/lib/mysql/MySqlParser.js'
import * as contexts from 'dt-sql-parser/dist/lib/mysql/MySqlParser.js'
import type {
  Action,
  Algorithm,
  Alter,
  ForeignKey,
  Index,
  IndexPart,
  Lock,
  PlacedAction,
  Position,
} from '../statement.ts'
import { readColumn, readDefault } from './column.ts'
import { endOf, sliceOf, startOf } from './grammar.ts'
import { nameOf, valueOf } from './names.ts'

/** `base` is where the text begins in the source. */
export function readAlter(text: string, base: number, node: AlterTableContext): Alter {
  const alter: Alter = {
    kind: 'alter',
    command: 'ALTER TABLE',
    table: nameOf(sliceOf(text, node.tableName())),
    actions: [],
  }
  for (const option of node.alterOption()) {
    const written = sliceOf(text, option)
    if (option instanceof contexts.AlterBySetAlgorithmContext) alter.algorithm = algorithmOf(written)
    else if (option instanceof contexts.AlterByLockContext) alter.lock = lockOf(written)
    else {
      const place = { start: base + startOf(option), end: base + endOf(option) }
      alter.actions.push(...actionsOf(text, option).map((action): PlacedAction => ({ ...action, ...place })))
    }
  }
  for (const partition of node.alterPartitionSpecification()) {
    const what = sliceOf(text, partition).split(/\s+/).slice(0, 2).join(' ').toUpperCase()
    alter.actions.push({ type: 'partition', what, start: base + startOf(partition), end: base + endOf(partition) })
  }
  return alter
}

const lastWord = (text: string): string => (/(\w+)\W*$/.exec(text)?.[1] ?? '').toUpperCase()
export const algorithmOf = (text: string): Algorithm => lastWord(text) as Algorithm
export const lockOf = (text: string): Lock => lastWord(text) as Lock

const IF_NOT_EXISTS = /\bIF\s+NOT\s+EXISTS\b/i
const IF_EXISTS = /\bIF\s+EXISTS\b/i

function actionsOf(text: string, option: AlterOptionContext): Action[] {
  const written = sliceOf(text, option)
  const slice = (node: Parameters<typeof sliceOf>[1] | null | undefined): string =>
    node == null ? '' : sliceOf(text, node)
  const name = (node: Parameters<typeof slice>[0]): string => nameOf(slice(node))
  if (option instanceof contexts.AlterByAddColumnContext) {
    const column = readColumn(text, slice(option.columnName(0)), option.columnDefinition())
    const position = positionOf(option, name(option.columnName(1)))
    return [
      {
        type: 'add-column',
        column,
        ...(position !== undefined && { position }),
        ...(IF_NOT_EXISTS.test(written) && { ifNotExists: true }),
      },
    ]
  }
  if (option instanceof contexts.AlterByAddColumnsContext) {
    const definitions = option.columnDefinition()
    return option.columnName().flatMap((node, at): Action[] => {
      const definition = definitions[at]
      return definition === undefined ? [] : [{ type: 'add-column', column: readColumn(text, slice(node), definition) }]
    })
  }
  if (option instanceof contexts.AlterByModifyColumnContext) {
    const from = name(option.columnName(0))
    const position = positionOf(option, name(option.columnName(1)))
    return [
      {
        type: 'change-column',
        from,
        column: readColumn(text, slice(option.columnName(0)), option.columnDefinition()),
        ...(position !== undefined && { position }),
      },
    ]
  }
  if (option instanceof contexts.AlterByChangeColumnContext) {
    const position = positionOf(option, name(option.columnName(1)))
    return [
      {
        type: 'change-column',
        from: name(option.columnName(0)),
        column: readColumn(text, slice(option.columnNameCreate()), option.columnDefinition()),
        ...(position !== undefined && { position }),
      },
    ]
  }
  if (option instanceof contexts.AlterByDropColumnContext)
    return [
      { type: 'drop-column', column: name(option.columnName()), ...(IF_EXISTS.test(written) && { ifExists: true }) },
    ]
  if (option instanceof contexts.AlterByRenameColumnContext)
    return [{ type: 'rename-column', from: name(option.columnName()), to: name(option.columnNameCreate()) }]
  if (option instanceof contexts.AlterByAlterColumnDefaultContext) {
    const column = name(option.columnName())
    if (option.KW_VISIBLE() !== null || option.KW_INVISIBLE() !== null)
      return [{ type: 'column-visibility', column, invisible: option.KW_INVISIBLE() !== null }]
    const value = option.defaultValue()
    return [{ type: 'set-default', column, ...(value !== null && readDefault(slice(value))) }]
  }
  return indexActions(text, option) ?? constraintActions(text, option) ?? tableActions(text, option)
}

function indexActions(text: string, option: AlterOptionContext): Action[] | undefined {
  const written = sliceOf(text, option)
  const add = (kind: Index['kind'], named: string, parts: IndexColumnNamesContext): Action[] => [
    {
      type: 'add-index',
      index: { kind, ...(named !== '' && { name: nameOf(named) }), parts: partsOf(text, parts) },
      ...(IF_NOT_EXISTS.test(written) && { ifNotExists: true }),
    },
  ]
  const named = (node: { indexName(): contexts.IndexNameContext | null }): string => {
    const name = node.indexName()
    return name === null ? '' : sliceOf(text, name)
  }
  if (option instanceof contexts.AlterByAddIndexContext) return add('plain', named(option), option.indexColumnNames())
  if (option instanceof contexts.AlterByAddUniqueKeyContext) {
    const symbol = option.uid()
    return add('unique', named(option) || (symbol === null ? '' : sliceOf(text, symbol)), option.indexColumnNames())
  }
  if (option instanceof contexts.AlterByAddPrimaryKeyContext) return add('primary', '', option.indexColumnNames())
  if (option instanceof contexts.AlterByAddSpecialIndexContext)
    return add(option.KW_FULLTEXT() === null ? 'spatial' : 'fulltext', named(option), option.indexColumnNames())
  if (option instanceof contexts.AlterByDropIndexContext)
    return [{ type: 'drop-index', index: nameOf(sliceOf(text, option.indexName())) }]
  if (option instanceof contexts.AlterByRenameIndexContext)
    return [
      {
        type: 'rename-index',
        from: nameOf(sliceOf(text, option.indexName())),
        to: nameOf(sliceOf(text, option.indexNameCreate())),
      },
    ]
  if (option instanceof contexts.AlterByAlterIndexVisibilityContext)
    return [{ type: 'index-visibility', index: nameOf(sliceOf(text, option.indexName())) }]
  return undefined
}

function constraintActions(text: string, option: AlterOptionContext): Action[] | undefined {
  const written = sliceOf(text, option)
  if (option instanceof contexts.AlterByDropPrimaryKeyContext) return [{ type: 'drop-primary-key' }]
  if (option instanceof contexts.AlterByAddForeignKeyContext) {
    const symbol = option.uid()
    const key = foreignKeyOf(text, option.indexColumnNames(), option.referenceDefinition().tableName())
    return [
      { type: 'add-foreign-key', key: { ...(symbol !== null && { name: nameOf(sliceOf(text, symbol)) }), ...key } },
    ]
  }
  if (option instanceof contexts.AlterByDropForeignKeyContext)
    return [{ type: 'drop-foreign-key', name: nameOf(sliceOf(text, option.uid())) }]
  if (option instanceof contexts.AlterByAddCheckTableConstraintContext)
    return [{ type: 'add-check', enforced: !/\bNOT\s+ENFORCED\s*$/i.test(written) }]
  if (option instanceof contexts.AlterByDropConstraintCheckContext)
    return [{ type: 'drop-check', name: nameOf(sliceOf(text, option.uid())) }]
  if (option instanceof contexts.AlterByAlterCheckTableConstraintContext)
    return [{ type: 'alter-check', name: nameOf(sliceOf(text, option.uid())), enforced: option.KW_NOT() === null }]
  return undefined
}

function tableActions(text: string, option: AlterOptionContext): Action[] {
  const written = sliceOf(text, option)
  if (option instanceof contexts.AlterByRenameContext)
    return [{ type: 'rename-table', to: nameOf(sliceOf(text, option.tableNameCreate())) }]
  if (option instanceof contexts.AlterByConvertCharsetContext) {
    const collation = option.collationName()
    return [
      {
        type: 'convert-charset',
        charset: valueOf(sliceOf(text, option.charsetName())).toLowerCase(),
        ...(collation !== null && { collation: valueOf(sliceOf(text, collation)).toLowerCase() }),
      },
    ]
  }
  if (option instanceof contexts.AlterByDefaultCharsetContext)
    return [
      { type: 'table-option', name: 'charset', value: valueOf(sliceOf(text, option.charsetName())).toLowerCase() },
    ]
  if (option instanceof contexts.AlterByForceContext) return [{ type: 'force' }]
  if (option instanceof contexts.AlterByOrderContext) return [{ type: 'order-by' }]
  if (option instanceof contexts.AlterByTableOptionContext)
    return option.tableOption().map((node): Action => ({ type: 'table-option', ...tableOptionOf(sliceOf(text, node)) }))
  if (option instanceof contexts.AlterPartitionContext)
    return [{ type: 'partition', what: written.split(/\s+/).slice(0, 2).join(' ').toUpperCase() }]
  return [{ type: 'other', text: written.slice(0, 80) }]
}

/** `ENGINE = InnoDB`, `DEFAULT CHARACTER SET utf8mb4`. */
export function tableOptionOf(written: string): { name: string; value: string } {
  const [, words = '', value = ''] = /^([A-Za-z_ ]+?)\s*(?:=\s*|\s)((?:'[\s\S]*'|"[\s\S]*"|\S+))$/.exec(
    written.trim(),
  ) ?? [undefined, written]
  const name = words
    .trim()
    .toLowerCase()
    .replace(/^default\s+/, '')
    .replaceAll(/\s+/g, '_')
  return { name: /^(?:character_set|charset)$/.test(name) ? 'charset' : name, value: valueOf(value) }
}

export function partsOf(text: string, node: IndexColumnNamesContext): IndexPart[] {
  return node.indexColumnName().map((part): IndexPart => {
    const column = part.uid()
    const length = part.decimalLiteral()
    if (column === null) return { expression: sliceOf(text, part) }
    return { column: nameOf(sliceOf(text, column)), ...(length !== null && { length: Number(sliceOf(text, length)) }) }
  })
}

export function foreignKeyOf(
  text: string,
  columns: IndexColumnNamesContext,
  table: contexts.TableNameContext,
): ForeignKey {
  return {
    columns: partsOf(text, columns).flatMap(({ column }) => column ?? []),
    table: nameOf(sliceOf(text, table)),
  }
}

function positionOf(option: { KW_FIRST(): unknown; KW_AFTER(): unknown }, after: string): Position | undefined {
  if (option.KW_FIRST() !== null) return 'first'
  return option.KW_AFTER() === null ? undefined : { after }
}
