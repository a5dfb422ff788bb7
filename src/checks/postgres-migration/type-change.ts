import type { Node } from '@pgsql/types'
import { as, columnOf, typeRef, type TypeRef } from './ast.ts'

/**
 * Type changes that leave the table's files as they are, for statements the engine did not run:
 *
 * | from | to | why |
 * |---|---|---|
 * | any | the same type and modifiers | nothing changes |
 * | varchar(n) | varchar(m), m >= n; varchar; text | the cast only drops a length check |
 * | text, varchar | text, varchar without a length | binary coercible |
 * | numeric(p,s) | numeric(q,s), q >= p; numeric | the cast only drops a check |
 * | varbit(n) | varbit(m), m >= n; varbit | as varchar |
 * | time, timetz, timestamp, timestamptz (n) | the same with a greater n or none, which is 6 | as varchar |
 * | cidr; bit(n) | inet; varbit | binary coercible |
 *
 * Everything else counts as a rewrite. That is true of timestamp ↔ timestamptz unless the session's TimeZone is UTC (then
 * free since PostgreSQL 12). Indexes on the column are rebuilt where collation or operator class change, which is not looked at.
 */
export function typeChange(from: TypeRef | undefined, to: TypeRef): 'free' | 'rewrite' | 'unknown' {
  if (from === undefined || from.name === '') return 'unknown'
  if (from.array !== to.array) return 'rewrite'
  if (from.name !== to.name) return coercible(from, to) ? 'free' : 'rewrite'
  return widens(from, to) ? 'free' : 'rewrite'
}

function coercible(from: TypeRef, to: TypeRef): boolean {
  if (from.name === 'varchar' && to.name === 'text') return true
  if (from.name === 'text' && to.name === 'varchar') return to.modifiers.length === 0
  if (from.name === 'bit' && to.name === 'varbit') return to.modifiers.length === 0
  return from.name === 'cidr' && to.name === 'inet'
}

const BY_LENGTH = new Set(['varchar', 'varbit'])
/** Digits of a second; 6 unless said. */
const BY_PRECISION = new Set(['time', 'timetz', 'timestamp', 'timestamptz'])

function widens(from: TypeRef, to: TypeRef): boolean {
  const [first, second = 0] = from.modifiers
  const [wanted, wantedSecond = 0] = to.modifiers
  if (first === wanted && second === wantedSecond) return true
  if (BY_PRECISION.has(from.name)) return (wanted ?? 6) >= (first ?? 6)
  const wider = wanted === undefined || (first !== undefined && wanted >= first)
  if (from.name === 'numeric') return wider && (wanted === undefined || wantedSecond === second)
  return BY_LENGTH.has(from.name) && wider
}

/** Whether USING says no more than the change itself does: the column, or the column cast to the new type. */
export function usingIsPlain(using: Node | undefined, column: string, to: TypeRef): boolean {
  if (using === undefined) return true
  const cast = as(using, 'TypeCast')
  if (cast === undefined) return columnOf(using) === column
  const target = typeRef(cast.typeName)
  const same = target.name === to.name && target.modifiers.join() === to.modifiers.join() && target.array === to.array
  return same && columnOf(cast.arg) === column
}
