import { charsetOf, HAS_CHARSET } from './charset.ts'
import { columnChange, isIndexed, type Work } from './column-change.ts'
import type { Operation } from './online-ddl/operation.ts'
import { columnOf, type Table } from './schema.ts'
import type { Action, Alter, Column, ForeignKey, Index } from './statement.ts'

export interface Known {
  /** As the files made it; undefined when no file did. */
  table: Table | undefined
  foreignKeyChecks: boolean
}

/**
 * What the server has to do for one action; undefined when that depends on what is not known here: a MODIFY of a column whose definition is
 * not among the files.
 */
export function worksOf(action: Action, known: Known): Work[] | undefined {
  const { table } = known
  switch (action.type) {
    case 'add-column':
      return addColumn(action, known)
    case 'drop-column': {
      return [{ operation: removalOf(action.column, table), what: `\`${action.column}\` is dropped` }]
    }
    case 'change-column': {
      const old = columnOf(table, action.from)
      return table === undefined || old === undefined ? undefined : columnChange(table, old, action)
    }
    case 'rename-column':
      return [{ operation: 'rename-column', what: `\`${action.from}\` becomes \`${action.to}\`` }]
    case 'set-default':
      return [{ operation: 'change-default', what: `the default of \`${action.column}\` changes` }]
    case 'column-visibility':
      return [{ operation: 'change-default', what: `the visibility of \`${action.column}\` changes` }]
    case 'add-index':
      return [{ operation: indexOperation(action.index, table), what: indexText(action.index) }]
    case 'add-foreign-key':
      return [
        {
          operation: foreignKeyOperation(action.key, known),
          what: `a foreign key to \`${action.key.table}\``,
        },
      ]
    case 'add-check':
      return [{ operation: action.enforced ? 'add-check' : 'add-check-not-enforced', what: 'a CHECK constraint' }]
    case 'alter-check':
      return [{ operation: action.enforced ? 'add-check' : 'drop-check', what: `the check \`${action.name}\`` }]
    case 'drop-check':
      return dropConstraint(action.name, table)
    case 'table-option':
      return tableOption(action)
    case 'convert-charset':
      return [{ operation: conversionOf(action.charset, table), what: `every text column goes to ${action.charset}` }]
    case 'partition':
      return action.what === 'PARTITION BY'
        ? [{ operation: 'partition-by', what: 'the table is partitioned' }]
        : undefined
    case 'other':
      return undefined
    default: {
      const [operation, what] = SIMPLE[action.type]
      return [{ operation, what }]
    }
  }
}

const SIMPLE: Record<
  Exclude<
    Action['type'],
    | 'add-column'
    | 'drop-column'
    | 'change-column'
    | 'rename-column'
    | 'set-default'
    | 'column-visibility'
    | 'add-index'
    | 'add-foreign-key'
    | 'add-check'
    | 'alter-check'
    | 'drop-check'
    | 'table-option'
    | 'convert-charset'
    | 'partition'
    | 'other'
  >,
  [Operation, string]
> = {
  'drop-index': ['drop-index', 'an index is dropped'],
  'rename-index': ['rename-index', 'an index is renamed'],
  'index-visibility': ['index-visibility', 'the visibility of an index changes'],
  'drop-primary-key': ['drop-primary-key', 'the primary key is dropped'],
  'drop-foreign-key': ['drop-foreign-key', 'a foreign key is dropped'],
  'rename-table': ['rename-table', 'the table is renamed'],
  force: ['rebuild', 'the table is built anew'],
  optimize: ['rebuild', 'the table is built anew'],
  'order-by': ['order-by', 'the rows are sorted'],
}

function addColumn({ column, position }: Action & { type: 'add-column' }, { table, foreignKeyChecks }: Known): Work[] {
  const works: Work[] = [{ operation: additionOf(column, position, table), what: `\`${column.name}\` is added` }]
  if (column.key === 'unique')
    works.push({ operation: 'add-unique-index', what: `a unique index on \`${column.name}\`` })
  if (column.key === 'primary') works.push({ operation: 'add-primary-key', what: `the primary key \`${column.name}\`` })
  if (column.check !== undefined) works.push({ operation: 'add-column-check', what: `a check of \`${column.name}\`` })
  if (column.references !== undefined && foreignKeyChecks)
    works.push({ operation: 'add-foreign-key', what: `a foreign key to \`${column.references}\`` })
  return works
}

function additionOf(column: Column, position: unknown, table: Table | undefined): Operation {
  if (column.generated !== undefined) return column.generated.stored ? 'add-stored-column' : 'add-virtual-column'
  if (position === 'first' && table?.columns.some(({ generated }) => generated?.stored === false) === true)
    return 'add-column-first-beside-virtual'
  if (column.autoIncrement) return 'add-column-auto-increment'
  if (column.default?.kind === 'expression') return 'add-column-expression-default'
  const last = table?.complete === true ? table.columns.at(-1)?.name : undefined
  const atEnd =
    position === undefined ||
    (typeof position === 'object' && position !== null && 'after' in position && position.after === last)
  return atEnd ? 'add-column' : 'add-column-not-last'
}

function removalOf(name: string, table: Table | undefined): Operation {
  const column = columnOf(table, name)
  if (column?.generated?.stored === false) return 'drop-virtual-column'
  if (table !== undefined && column !== undefined && isIndexed(table, column)) return 'drop-indexed-column'
  return column?.generated === undefined ? 'drop-column' : 'drop-stored-column'
}

function foreignKeyOperation({ columns }: ForeignKey, { table, foreignKeyChecks }: Known): Operation {
  if (foreignKeyChecks) return 'add-foreign-key'
  const indexed =
    table?.indexes.some(({ parts }) => columns.every((column, at) => parts[at]?.column === column)) === true
  return indexed ? 'add-foreign-key-unchecked-indexed' : 'add-foreign-key-unchecked'
}

function indexOperation({ kind, parts }: Index, table: Table | undefined): Operation {
  const functional = parts.some(({ expression }) => expression !== undefined)
  if (functional) return kind === 'unique' ? 'add-functional-unique-index' : 'add-functional-index'
  const first = table?.complete === true && !table.indexes.some((index) => index.kind === 'fulltext')
  if (kind === 'fulltext' && first) return 'add-first-fulltext-index'
  return (
    {
      plain: 'add-index',
      unique: 'add-unique-index',
      fulltext: 'add-fulltext-index',
      spatial: 'add-spatial-index',
      primary: 'add-primary-key',
    } as const
  )[kind]
}

function indexText({ kind, name, parts }: Index): string {
  const columns = parts.map(({ column, expression = '' }) => column ?? expression).join(', ')
  if (kind === 'primary') return `the primary key (${columns})`
  return `${kind === 'plain' ? 'an index' : `a ${kind} index`} ${name === undefined ? '' : `\`${name}\` `}(${columns})`
}

/** From utf8mb3 to utf8mb4, when nothing but short VARCHARs is there. */
function conversionOf(charset: string, table: Table | undefined): Operation {
  if (table?.complete !== true || charset !== 'utf8mb4') return 'convert-charset'
  const texts = table.columns.filter(({ type }) => HAS_CHARSET.test(type))
  const plain = texts.every(
    (column) =>
      column.type === 'varchar' && charsetOf(column, table) === 'utf8mb3' && Number(column.arguments[0]) * 4 <= 255,
  )
  return texts.length > 0 && plain ? 'widen-table-charset' : 'convert-charset'
}

/** DROP CONSTRAINT takes whatever is called so. */
function dropConstraint(name: string, table: Table | undefined): Work[] {
  const is = (each: { name?: string }): boolean => each.name?.toLowerCase() === name.toLowerCase()
  if (table?.foreignKeys.some(is) === true)
    return [{ operation: 'drop-foreign-key', what: `the foreign key \`${name}\` is dropped` }]
  if (table?.indexes.some(is) === true) return [{ operation: 'drop-index', what: `the index \`${name}\` is dropped` }]
  return [{ operation: 'drop-check', what: `the constraint \`${name}\` is dropped` }]
}

function tableOption({ name, value }: Action & { type: 'table-option' }): Work[] | undefined {
  const what = `${name.toUpperCase()}=${value}`
  if (name === 'engine')
    return /^innodb$/i.test(value) ? [{ operation: 'rebuild', what: 'the table is built anew' }] : undefined
  if (/^(?:row_format|key_block_size)$/.test(name)) return [{ operation: 'row-format', what }]
  if (/^(?:charset|collate)$/.test(name)) return [{ operation: 'default-charset', what }]
  if (/^(?:comment|auto_increment|stats_\w+|avg_row_length|max_rows|min_rows|checksum)$/.test(name))
    return [{ operation: 'table-metadata', what }]
  return undefined
}

/** The works of a whole statement; `unknown` are actions of which it cannot be told. DROP and ADD PRIMARY KEY together are one thing. */
export function worksOfAlter({ actions }: Alter, known: Known): { works: Work[]; unknown: Action[] } {
  const unknown: Action[] = []
  const works = actions.flatMap((action) => {
    const found = worksOf(action, known)
    if (found === undefined) unknown.push(action)
    return found ?? []
  })
  const replaces = ['drop-primary-key', 'add-primary-key'].every((wanted) =>
    works.some(({ operation }) => operation === wanted),
  )
  if (!replaces) return { works, unknown }
  const others = works.filter(({ operation }) => !operation.endsWith('-primary-key'))
  return { works: [{ operation: 'replace-primary-key', what: 'the primary key is replaced' }, ...others], unknown }
}
