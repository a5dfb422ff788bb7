/** What a statement says, as plain data. Names are as written, without their quotes. */

export interface Column {
  name: string
  /** As written, in lower case: `varchar`, `bigint`. */
  type: string
  /** What stands in the parentheses behind the type: `['10', '2']`, or the members of an ENUM or SET with their quotes. */
  arguments: string[]
  /** UNSIGNED, ZEROFILL, BINARY: in capitals, in the order they stand in. */
  attributes: string[]
  charset?: string
  collation?: string
  /** undefined: it does not say. */
  nullable?: boolean
  default?: { text: string; kind: 'null' | 'constant' | 'now' | 'expression' }
  onUpdate?: string
  comment?: string
  autoIncrement: boolean
  generated?: { expression: string; stored: boolean }
  invisible: boolean
  /** Keys and constraints that stand in the column's own definition. */
  key?: 'primary' | 'unique'
  check?: string
  references?: string
}

/** Where a column is put; undefined in a statement that does not say. */
export type Position = 'first' | { after: string }

export interface IndexPart {
  /** undefined for an expression. */
  column?: string
  expression?: string
  /** Characters or bytes of a prefix. */
  length?: number
}

export interface Index {
  kind: 'plain' | 'unique' | 'fulltext' | 'spatial' | 'primary'
  name?: string
  parts: IndexPart[]
}

export interface ForeignKey {
  name?: string
  columns: string[]
  table: string
}

/** One action of an ALTER TABLE, or of a statement that does the same (CREATE INDEX, RENAME TABLE, OPTIMIZE TABLE). */
export type Action =
  | { type: 'add-column'; column: Column; position?: Position; ifNotExists?: boolean }
  | { type: 'drop-column'; column: string; ifExists?: boolean }
  /** MODIFY and CHANGE: `from` is the column's name before. */
  | { type: 'change-column'; from: string; column: Column; position?: Position }
  | { type: 'rename-column'; from: string; to: string }
  | { type: 'set-default'; column: string; default?: Column['default'] }
  | { type: 'column-visibility'; column: string; invisible: boolean }
  | { type: 'add-index'; index: Index; ifNotExists?: boolean }
  | { type: 'drop-index'; index: string }
  | { type: 'rename-index'; from: string; to: string }
  | { type: 'index-visibility'; index: string }
  | { type: 'drop-primary-key' }
  | { type: 'add-foreign-key'; key: ForeignKey }
  | { type: 'drop-foreign-key'; name: string }
  | { type: 'add-check'; name?: string; enforced: boolean }
  /** DROP CHECK, or DROP CONSTRAINT, which can be of any kind. */
  | { type: 'drop-check'; name: string }
  | { type: 'alter-check'; name: string; enforced: boolean }
  | { type: 'rename-table'; to: string }
  | { type: 'convert-charset'; charset: string; collation?: string }
  /** `name` in lower case: `engine`, `row_format`, `auto_increment`, `comment`, `charset`. */
  | { type: 'table-option'; name: string; value: string }
  | { type: 'force' }
  | { type: 'optimize' }
  | { type: 'order-by' }
  | { type: 'partition'; what: string }
  | { type: 'other'; text: string }

export type Algorithm = 'DEFAULT' | 'INSTANT' | 'NOCOPY' | 'INPLACE' | 'COPY'
export type Lock = 'DEFAULT' | 'NONE' | 'SHARED' | 'EXCLUSIVE'

/** An action and where it stands, as offsets into the source. */
export type PlacedAction = Action & { start: number; end: number }

export interface Alter {
  kind: 'alter'
  /** The words that begin it: `ALTER TABLE`, `CREATE INDEX`. */
  command: string
  table: string
  actions: PlacedAction[]
  algorithm?: Algorithm
  lock?: Lock
  /** Seconds it waits for the metadata lock at most (MariaDB's WAIT n; NOWAIT is 0). */
  wait?: number
}

export interface CreateTable {
  kind: 'create-table'
  table: string
  temporary: boolean
  columns: Column[]
  indexes: Index[]
  foreignKeys: ForeignKey[]
  /** Options by name in lower case. */
  options: Record<string, string>
  partitioned: boolean
  like?: string
  /** CREATE TABLE … SELECT: there may be columns that are not known. */
  fromQuery: boolean
}

export interface Write {
  kind: 'update' | 'delete'
  tables: string[]
  where?: string
  limit?: string
  joined: boolean
}

export type StatementBody =
  | Alter
  | CreateTable
  | Write
  | { kind: 'drop-table'; tables: string[]; temporary: boolean }
  | { kind: 'truncate'; table: string }
  | { kind: 'set'; variables: { name: string; value: string; global: boolean }[] }
  | { kind: 'transaction'; what: 'begin' | 'commit' | 'rollback' | 'other' }
  /** CREATE PROCEDURE, FUNCTION, TRIGGER, EVENT: nothing in its body runs now. */
  | { kind: 'routine' }
  /** Read, and nothing here has a rule for it. */
  | { kind: 'other' }
  /** The grammar did not get through it: nothing is known of it. `near` is an offset into the source. */
  | { kind: 'unread'; near: number; message: string }

export interface Statement {
  start: number
  end: number
  /** As written. */
  text: string
  body: StatementBody
  /** Syntax of MariaDB only that it uses: `IF NOT EXISTS`, `WAIT`. */
  mariadbOnly: string[]
}
