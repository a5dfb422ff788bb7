import type { ColumnDef, Constraint as ConstraintNode } from '@pgsql/types'
import { allOf, as, relationName, typeRef, words } from './ast.ts'
import type { Change, Column, Constraint } from './change.ts'

const SERIAL: Readonly<Record<string, string>> = {
  serial: 'int4',
  serial4: 'int4',
  bigserial: 'int8',
  serial8: 'int8',
  smallserial: 'int2',
  serial2: 'int2',
}

type ConstraintChange = Extract<Change, { type: 'add-constraint' }>

/** A column and the constraints its definition brings with it. */
export function columnChanges(
  table: string,
  definition: ColumnDef,
  inside: 'create-table' | 'add-column',
): { column: Column; constraints: ConstraintChange[] } {
  const name = definition.colname ?? ''
  const nodes = allOf(definition.constraints, 'Constraint')
  const has = (type: ConstraintNode['contype']): ConstraintNode | undefined =>
    nodes.find((node) => node.contype === type)
  const written = typeRef(definition.typeName)
  const serialOf = SERIAL[written.name]
  const value = has('CONSTR_DEFAULT')?.raw_expr
  const isNull = as(value, 'A_Const')?.isnull === true
  const generated = has('CONSTR_GENERATED')
  const identity = has('CONSTR_IDENTITY') !== undefined
  const column: Column = {
    name,
    type: serialOf === undefined ? written : { ...written, name: serialOf },
    notNull:
      has('CONSTR_NOTNULL') !== undefined || has('CONSTR_PRIMARY') !== undefined || serialOf !== undefined || identity,
    identity,
    serial: serialOf !== undefined,
    ...(value === undefined || isNull ? {} : { default: value }),
    ...(generated === undefined ? {} : { generated: generated.generated_kind === 'v' ? 'virtual' : 'stored' }),
  }
  const constraints = nodes.flatMap((node): ConstraintChange[] => {
    const constraint = node.contype === 'CONSTR_NOTNULL' ? undefined : constraintOf(node, name)
    return constraint === undefined ? [] : [{ type: 'add-constraint', table, constraint, inside }]
  })
  return { column, constraints }
}

const KINDS: Readonly<Record<string, Constraint['kind']>> = {
  CONSTR_CHECK: 'check',
  CONSTR_NOTNULL: 'not-null',
  CONSTR_FOREIGN: 'foreign-key',
  CONSTR_UNIQUE: 'unique',
  CONSTR_PRIMARY: 'primary-key',
  CONSTR_EXCLUSION: 'exclude',
}

/** A table or column constraint; undefined for what only looks like one in the tree (DEFAULT, NULL, GENERATED). `column` is the one it is written behind. */
export function constraintOf(node: ConstraintNode, column?: string): Constraint | undefined {
  const kind = KINDS[node.contype ?? '']
  if (kind === undefined) return undefined
  const listed = words(kind === 'foreign-key' ? node.fk_attrs : node.keys)
  const columns = listed.length === 0 && column !== undefined ? [column] : listed
  // The tree has is_enforced only for CHECK and FOREIGN KEY; the others always are.
  const enforced = (kind !== 'check' && kind !== 'foreign-key') || node.is_enforced === true
  return {
    kind,
    columns,
    enforced,
    validates: enforced && node.skip_validation !== true,
    temporal: node.without_overlaps === true,
    ...(node.conname === undefined ? {} : { name: node.conname }),
    ...(node.indexname === undefined ? {} : { usingIndex: node.indexname }),
    ...(node.raw_expr === undefined ? {} : { expression: node.raw_expr }),
    ...(node.pktable === undefined ? {} : { references: relationName(node.pktable) }),
  }
}
