import type { Node } from '@pgsql/types'

/** A statement inside the body of a DO block, a function or a procedure. */
export interface BlockStatement {
  kind: string
  node: Node
  text: string
  /** Inside LOOP, WHILE or FOR, and a COMMIT stands in that loop (or in one around it). */
  looped: boolean
  committed: boolean
  /** The routine in whose body it stands, when a call leads there. */
  routine?: string
}

/** What a DO block holds, as PL/pgSQL's own parser reads it. */
export interface Block {
  statements: readonly BlockStatement[]
  /** COMMIT or ROLLBACK stands somewhere in it. */
  commits: boolean
  /** It builds statements at run time (EXECUTE), or is in a language that is not read: what it does is not all known. */
  opaque: boolean
}
