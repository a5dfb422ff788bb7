import type { Node, RangeVar, TypeName } from '@pgsql/types'

export type Kind = Node extends infer N ? (N extends N ? keyof N : never) : never
/** The content of a node of one kind. */
export type NodeOf<K extends Kind> = Extract<Node, Record<K, unknown>>[K]

/** The content of `node` when it is of that kind. */
export function as<K extends Kind>(node: Node | undefined, kind: K): NodeOf<K> | undefined {
  return node !== undefined && kind in node ? (node as unknown as Record<K, NodeOf<K>>)[kind] : undefined
}

/** The contents of the nodes of one kind in a list, in order. */
export function allOf<K extends Kind>(nodes: readonly Node[] | undefined, kind: K): NodeOf<K>[] {
  return (nodes ?? []).flatMap((node) => as(node, kind) ?? [])
}

/** The words of a list of `String` nodes. */
export function words(nodes: readonly Node[] | undefined): string[] {
  return allOf(nodes, 'String').map((string) => string.sval ?? '')
}

/** The name of a relation as the trace prints it: with its schema, unless that is `public` or none is given. */
export function relationName(relation: RangeVar | undefined): string {
  return qualified(relation?.schemaname, relation?.relname ?? '')
}

/** The same for a name given as a list of parts, as in DROP. */
export function nameOf(parts: readonly string[]): string {
  return qualified(parts.at(-2), parts.at(-1) ?? '')
}

function qualified(schema: string | undefined, name: string): string {
  return schema === undefined || schema === '' || schema === 'public' ? name : `${schema}.${name}`
}

/** Quotes a name for use in SQL where the server would need it. A dot separates schema and name. */
export function quoted(name: string): string {
  return name
    .split('.')
    .map((part) => (/^[a-z_][a-z0-9_$]*$/.test(part) ? part : `"${part.replaceAll('"', '""')}"`))
    .join('.')
}

/** Calls `visit` for each node of a tree with its kind and content, parents first. Returning false leaves its children out. */
export function walk(tree: unknown, visit: (kind: string, content: unknown) => boolean | undefined): void {
  if (Array.isArray(tree)) {
    for (const item of tree) walk(item, visit)
    return
  }
  if (tree === null || typeof tree !== 'object') return
  for (const [key, value] of Object.entries(tree)) {
    if (value === null || typeof value !== 'object') continue
    // Node kinds are written with a capital, fields without.
    if (/^[A-Z]/.test(key) && visit(key, value) === false) continue
    walk(value, visit)
  }
}

/** Contents of all nodes of one kind anywhere in a tree. */
export function find<K extends Kind>(tree: unknown, kind: K): NodeOf<K>[] {
  const found: NodeOf<K>[] = []
  walk(tree, (name, content) => {
    if (name === kind) found.push(content as NodeOf<K>)
    return undefined
  })
  return found
}

/** The column a bare or qualified reference names, or undefined for anything else. */
export function columnOf(node: Node | undefined): string | undefined {
  const fields = as(node, 'ColumnRef')?.fields
  return fields === undefined ? undefined : words(fields).at(-1)
}

/** A type by the server's own short name (`int8`, `varchar`, `app.mood`) with its modifiers, e.g. the 50 of varchar(50). */
export interface TypeRef {
  name: string
  modifiers: readonly number[]
  array: boolean
}

export function typeRef(type: TypeName | undefined): TypeRef {
  const parts = words(type?.names).filter((part) => part !== 'pg_catalog')
  const modifiers = allOf(type?.typmods, 'A_Const').map((constant) =>
    'ival' in constant ? (constant.ival?.ival ?? 0) : Number.NaN,
  )
  return { name: nameOf(parts), modifiers, array: (type?.arrayBounds ?? []).length > 0 }
}

const SPELLED: Readonly<Record<string, string>> = {
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  float4: 'real',
  float8: 'double precision',
  bool: 'boolean',
  bpchar: 'char',
}

/** A type as people write it: `varchar(50)`, `numeric(10,2)`, `integer[]`. */
export function spell(type: TypeRef): string {
  const modifiers = type.modifiers.filter((modifier) => !Number.isNaN(modifier))
  const name = SPELLED[type.name] ?? type.name
  return `${name}${modifiers.length > 0 ? `(${modifiers.join(',')})` : ''}${type.array ? '[]' : ''}`
}
