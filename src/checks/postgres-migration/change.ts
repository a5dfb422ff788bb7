import type { DeleteStmt, InsertStmt, MergeStmt, Node, UpdateStmt } from '@pgsql/types'
import type { LockMode } from '../finding.ts'
import type { TypeRef } from './ast.ts'

/** A column as CREATE TABLE or ADD COLUMN writes it. */
export interface Column {
  name: string
  type: TypeRef
  notNull: boolean
  /** The expression of DEFAULT; `DEFAULT NULL` is none. */
  default?: Node
  identity: boolean
  serial: boolean
  generated?: 'stored' | 'virtual'
}

export interface Constraint {
  kind: 'check' | 'not-null' | 'foreign-key' | 'unique' | 'primary-key' | 'exclude'
  name?: string
  columns: readonly string[]
  /** False with NOT VALID and with NOT ENFORCED: existing rows are not looked at. */
  validates: boolean
  enforced: boolean
  /** The index of USING INDEX. */
  usingIndex?: string
  /** WITHOUT OVERLAPS: no unique index can be prepared for it. */
  temporal: boolean
  expression?: Node
  references?: string
}

export interface Index {
  name?: string
  table: string
  /** Key columns in order; null where the key is an expression. */
  columns: readonly (string | null)[]
  unique: boolean
  method: string
  predicate?: Node
}

/** A statement that writes rows, or one inside WITH or inside the body of a DO block. */
export interface Write {
  type: 'write'
  verb: 'update' | 'delete' | 'merge' | 'insert'
  table: string
  node: UpdateStmt | DeleteStmt | MergeStmt | InsertStmt
  /** Only in a DO block: it stands in a loop, with or without COMMIT in that loop. */
  loop?: 'committed' | 'uncommitted'
  /** The function or procedure in whose body it stands. */
  routine?: string
}

/**
 * What one statement does to the schema or to rows, in the words the rules use. One statement may make several; a column
 * that brings constraints with it makes an `add-column` and an `add-constraint` for each.
 * `inside` of a constraint says which clause brought it.
 */
export type Change =
  | {
      type: 'create-table'
      table: string
      columns: readonly Column[]
      temporary: boolean
      partitioned: boolean
      parents: readonly string[]
      partition: boolean
      /** PARTITION OF … DEFAULT. */
      defaultPartition: boolean
      ifNotExists: boolean
    }
  | { type: 'create-table-as'; table: string; temporary: boolean; materializedView: boolean }
  | { type: 'create-view'; view: string }
  | { type: 'drop-table'; table: string }
  | { type: 'drop-schema'; schema: string }
  | { type: 'rename-table'; table: string; to: string }
  | { type: 'move-table'; table: string; to: string }
  | { type: 'add-column'; table: string; column: Column; ifNotExists: boolean }
  | { type: 'drop-column'; table: string; column: string }
  | { type: 'rename-column'; table: string; column: string; to: string }
  | { type: 'change-type'; table: string; column: string; to: TypeRef; using?: Node }
  | { type: 'set-not-null'; table: string; column: string }
  | { type: 'drop-not-null'; table: string; column: string }
  | {
      type: 'add-constraint'
      table: string
      constraint: Constraint
      inside: 'create-table' | 'add-column' | 'alter-table'
    }
  | { type: 'validate-constraint'; table: string; name: string }
  | { type: 'drop-constraint'; table: string; name: string }
  | { type: 'attach-partition'; table: string; partition: string; default: boolean }
  | { type: 'detach-partition'; table: string; partition: string; concurrent: boolean }
  | { type: 'create-index'; index: Index; concurrent: boolean; ifNotExists: boolean; only: boolean }
  | { type: 'drop-index'; name: string; concurrent: boolean; ifExists: boolean }
  | { type: 'rename-index'; name: string; to: string }
  | { type: 'reindex'; target: 'index' | 'table' | 'schema' | 'database' | 'system'; name: string; concurrent: boolean }
  | { type: 'create-domain'; name: string; constrained: boolean; hasDefault: boolean }
  | { type: 'create-function'; name: string; volatility: 'volatile' | 'stable' | 'immutable' }
  | { type: 'set'; name: string; value: string | undefined; local: boolean }
  | Write
  /** Anything else that takes a table lock and matters to no rule but the lock rules. */
  | { type: 'lock'; table: string; mode: LockMode }
