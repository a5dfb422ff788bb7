/** What a server has to do; the unit of the online DDL tables. */
export type Operation =
  | 'add-column'
  | 'add-column-not-last'
  | 'add-column-first-beside-virtual'
  | 'add-column-auto-increment'
  | 'add-column-expression-default'
  | 'add-virtual-column'
  | 'add-stored-column'
  | 'drop-column'
  | 'drop-virtual-column'
  | 'drop-stored-column'
  | 'drop-indexed-column'
  | 'rename-column'
  | 'reorder-column'
  | 'change-default'
  | 'change-comment'
  | 'change-virtual-column'
  | 'change-stored-column'
  | 'add-auto-increment'
  | 'drop-auto-increment'
  | 'change-type'
  | 'lengthen-varchar'
  | 'lengthen-varchar-past-255'
  | 'lengthen-varchar-redundant'
  | 'shorten-varchar'
  | 'change-charset'
  | 'widen-charset'
  | 'change-collation'
  | 'change-collation-indexed'
  | 'append-member'
  | 'make-nullable'
  | 'make-nullable-redundant'
  | 'make-not-null'
  | 'add-index'
  | 'add-unique-index'
  | 'add-fulltext-index'
  | 'add-first-fulltext-index'
  | 'add-spatial-index'
  | 'add-functional-index'
  | 'add-functional-unique-index'
  | 'drop-index'
  | 'rename-index'
  | 'index-visibility'
  | 'add-primary-key'
  | 'drop-primary-key'
  | 'replace-primary-key'
  | 'add-foreign-key'
  | 'add-foreign-key-unchecked'
  | 'add-foreign-key-unchecked-indexed'
  | 'drop-foreign-key'
  | 'add-check'
  | 'add-column-check'
  | 'add-check-not-enforced'
  | 'drop-check'
  | 'rename-table'
  | 'convert-charset'
  | 'widen-table-charset'
  | 'default-charset'
  | 'row-format'
  | 'rebuild'
  | 'table-metadata'
  | 'order-by'
  | 'partition-by'

/** From the cheapest to the dearest. `in-place` leaves the table as it is, `rebuild` writes it anew in place, `copy` in a temporary table. */
export type Level = 'instant' | 'in-place' | 'rebuild' | 'copy'

export const LEVELS: readonly Level[] = ['instant', 'in-place', 'rebuild', 'copy']

export interface Entry {
  operation: Operation
  /** The best that the server can do. */
  level: Level
  /** Whether others may write to the table meanwhile. */
  writes: boolean
  /** First version of which it is true; without it, of every one. A later entry for the same operation replaces an earlier one. */
  from?: string
  /** Page or file that says so. */
  source: string
}
