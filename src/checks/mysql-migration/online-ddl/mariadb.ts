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

/** InnoDB of MariaDB 10.6 to 11.8; read in November 2026, and asked of a server of 10.11 by test/checks/mysql-server. */
export const MARIADB: readonly Entry[] = [
  row('add-column', 'instant', true),
  row('add-column-not-last', 'instant', true),
  row('add-column-auto-increment', 'rebuild', false),
  row('add-column-expression-default', 'copy', false),
  row('add-virtual-column', 'instant', true),
  row('add-stored-column', 'copy', false),
  row('drop-column', 'instant', true),
  row('drop-virtual-column', 'instant', true),
  row('rename-column', 'instant', true),
  row('reorder-column', 'instant', true),
  row('change-default', 'instant', true),
  row('change-comment', 'instant', true),
  row('change-type', 'copy', false),
  row('lengthen-varchar', 'instant', true),
  row('lengthen-varchar-past-255', 'copy', false),
  row('shorten-varchar', 'copy', false),
  row('change-charset', 'copy', false),
  row('change-collation', 'copy', false),
  row('append-member', 'instant', true),
  row('make-nullable', 'rebuild', true),
  row('make-not-null', 'rebuild', true),
  row('add-index', 'in-place', true),
  row('add-unique-index', 'in-place', true),
  row('add-fulltext-index', 'in-place', false),
  row('add-spatial-index', 'in-place', false),
  row('drop-index', 'in-place', true),
  row('rename-index', 'instant', true),
  row('index-visibility', 'instant', true),
  row('add-primary-key', 'rebuild', true),
  row('drop-primary-key', 'copy', false),
  row('replace-primary-key', 'rebuild', true),
  row('add-foreign-key', 'copy', false),
  row('add-foreign-key-unchecked', 'in-place', true),
  row('drop-foreign-key', 'in-place', true),
  row('add-check', 'copy', false),
  row('drop-check', 'instant', true),
  row('rename-table', 'instant', true),
  row('convert-charset', 'copy', false),
  row('default-charset', 'instant', true),
  row('row-format', 'rebuild', true),
  row('rebuild', 'rebuild', true),
  row('table-metadata', 'instant', true),
  row('order-by', 'copy', false),
]
