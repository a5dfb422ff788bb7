import type { Entry, Level, Operation } from './operation.ts'

const FOLDER = 'https://mariadb.com/docs/server/server-usage/storage-engines/innodb/innodb-online-ddl'
const INSTANT = `${FOLDER}/innodb-online-ddl-operations-with-the-instant-alter-algorithm`
const NOCOPY = `${FOLDER}/innodb-online-ddl-operations-with-the-nocopy-alter-algorithm`
const INPLACE = `${FOLDER}/innodb-online-ddl-operations-with-the-inplace-alter-algorithm`
const PAGES: Record<Level, string> = { instant: INSTANT, 'in-place': NOCOPY, rebuild: INPLACE, copy: INPLACE }

const row = (operation: Operation, level: Level, writes: boolean, from?: string): Entry => ({
  operation,
  level,
  writes,
  ...(from !== undefined && { from }),
  source: PAGES[level],
})

/** InnoDB of MariaDB 10.6 to 11.8; read in November 2026, and asked of a server of 10.11 by test/checks/mysql-server. ORDER BY and PARTITION BY are not in it: they take no ALGORITHM behind them. */
export const MARIADB: readonly Entry[] = [
  row('add-column', 'instant', true),
  row('add-column-not-last', 'instant', true),
  row('add-column-first-beside-virtual', 'copy', false),
  row('add-column-auto-increment', 'rebuild', false),
  row('add-column-expression-default', 'copy', false),
  row('add-virtual-column', 'instant', true),
  row('add-stored-column', 'copy', false),
  row('drop-column', 'instant', true),
  row('drop-virtual-column', 'instant', true),
  row('drop-stored-column', 'instant', true),
  row('drop-indexed-column', 'in-place', true),
  row('rename-column', 'instant', true),
  row('reorder-column', 'instant', true),
  row('change-default', 'instant', true),
  row('change-comment', 'instant', true),
  row('change-virtual-column', 'instant', true),
  row('change-stored-column', 'copy', false),
  row('add-auto-increment', 'copy', false),
  row('drop-auto-increment', 'instant', true),
  row('change-type', 'copy', false),
  row('lengthen-varchar', 'instant', true),
  row('lengthen-varchar-past-255', 'copy', false),
  row('lengthen-varchar-redundant', 'instant', true),
  row('shorten-varchar', 'copy', false),
  row('change-charset', 'copy', false),
  row('widen-charset', 'instant', true),
  row('change-collation', 'instant', true),
  row('change-collation-indexed', 'in-place', true),
  row('append-member', 'instant', true),
  row('make-nullable', 'rebuild', true),
  row('make-nullable-redundant', 'instant', true),
  row('make-not-null', 'rebuild', true),
  row('add-index', 'in-place', true),
  row('add-unique-index', 'in-place', true),
  row('add-fulltext-index', 'in-place', false),
  row('add-first-fulltext-index', 'rebuild', false),
  row('add-spatial-index', 'in-place', false),
  row('drop-index', 'in-place', true),
  row('rename-index', 'instant', true),
  row('add-primary-key', 'rebuild', true),
  row('drop-primary-key', 'copy', false),
  row('replace-primary-key', 'rebuild', true),
  row('add-foreign-key', 'copy', false),
  row('add-foreign-key-unchecked', 'in-place', true),
  row('add-foreign-key-unchecked-indexed', 'instant', true),
  row('drop-foreign-key', 'instant', true),
  row('add-check', 'copy', false),
  row('add-column-check', 'instant', true),
  row('drop-check', 'instant', true),
  row('rename-table', 'instant', true),
  row('convert-charset', 'copy', false),
  row('widen-table-charset', 'instant', true),
  row('default-charset', 'instant', true),
  row('row-format', 'rebuild', true),
  row('rebuild', 'rebuild', true),
  row('table-metadata', 'instant', true),
]

/** What MariaDB does not have; each is a syntax error there (10.11), whatever the grammar at hand says. */
export const MARIADB_LACKS: Partial<Record<Operation, string>> = {
  'add-functional-index': 'an index on an expression',
  'add-functional-unique-index': 'an index on an expression',
  'index-visibility': 'ALTER INDEX … VISIBLE or INVISIBLE (it says IGNORED and NOT IGNORED)',
  'add-check-not-enforced': 'NOT ENFORCED',
}
