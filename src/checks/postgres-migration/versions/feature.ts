import { type Kind, type NodeOf, walk } from '../ast.ts'

/** Something a statement can use that servers before a version refuse. */
export interface Feature {
  /** As people call it: `NULLS NOT DISTINCT`. */
  name: string
  /**
   * First major version that has it, 13 to 18: 12 is the oldest target there is. Announced in
   * https://www.postgresql.org/docs/release/18.0/ and its neighbours, and asked of the servers themselves by the tests.
   */
  since: number
  /** What to write on a server that does not have it, as a sentence. */
  instead: string
}

/** A feature with the kind of node that it is seen at, and what in the node tells it. */
export interface SyntaxFeature extends Feature {
  node: Kind
  uses(content: unknown): boolean
}

/** A row of the tables, with the node's own type for `uses`; a node that is itself the feature needs no `uses`. */
export function syntax<K extends Kind>(
  node: K,
  feature: Feature & { uses?: (content: NodeOf<K>) => boolean },
): SyntaxFeature {
  const { name, since, instead, uses } = feature
  return { name, since, instead, node, uses: uses === undefined ? () => true : (content) => uses(content as NodeOf<K>) }
}

/** Calls `visit` for each node of a statement, the statement itself included. */
export function eachNode(statement: unknown, visit: (kind: string, content: unknown) => void): void {
  walk(statement, (kind, content) => {
    visit(kind, content)
    return undefined
  })
}
