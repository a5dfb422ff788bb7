import { type Lock, LOCK_MODES, type LockMode } from '../../finding.ts'

/** A relation that the migrations made. */
export interface Relation {
  oid: number
  /** Schema-qualified when it is not in the search path; never quoted. */
  name: string
  /** `pg_class.relkind`. */
  relkind: string
  /** Changes when the relation's file is written anew. */
  filenode: number
  /** Of an index: the oid of its table. */
  table: number | undefined
}

/** What the session looks like after a statement. */
export interface State {
  locks: { oid: number; mode: LockMode }[]
  relations: ReadonlyMap<number, Relation>
  /** As the server prints it; '0' is none. */
  lockTimeout: string
}

const lockedOids = `from pg_catalog.pg_locks l
   where l.locktype = 'relation' and l.pid = pg_catalog.pg_backend_pid() and l.granted and l.relation >= 16384`

/**
 * Everything that is to be known after a statement, as one value in one round trip. It also proves that the session
 * still answers. `set_config` undoes a migration's own SET client_min_messages, which would hide the scans.
 *
 * With `locked` only the relations that the open transaction has locked are read: whatever it makes, renames, writes
 * anew or drops it has locked, and reading all of them after each statement would cost the square of their number.
 * Objects of the migrations have oids from 16384 on; TOAST tables are locked with their tables and say nothing more.
 */
export const stateQuery = (relations: 'all' | 'locked'): string => `select
  pg_catalog.set_config('client_min_messages', 'debug1', false),
  pg_catalog.json_build_array(
    (select coalesce(pg_catalog.json_agg(pg_catalog.json_build_array(l.relation::pg_catalog.int8, l.mode)), '[]') ${lockedOids}),
    (select coalesce(pg_catalog.json_agg(pg_catalog.json_build_array(
        c.oid::pg_catalog.int8,
        case when pg_catalog.pg_table_is_visible(c.oid) then c.relname::text else n.nspname || '.' || c.relname end,
        c.relkind, c.relfilenode::pg_catalog.int8, i.indrelid::pg_catalog.int8)), '[]')
     from pg_catalog.pg_class c
     join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     left join pg_catalog.pg_index i on i.indexrelid = c.oid
     where ${relations === 'all' ? 'c.oid >= 16384' : `c.oid in (select l.relation ${lockedOids})`}
       and c.relkind <> 't' and n.nspname <> 'pg_toast'),
    pg_catalog.current_setting('lock_timeout'),
    '${relations}')::text`

type Row = [
  locks: [oid: number, mode: string][],
  relations: [oid: number, name: string, relkind: string, filenode: number, table: number | null][],
  lockTimeout: string,
  read: 'all' | 'locked',
]

/** Reads the value of `stateQuery`, on top of the state before when only a part was read; undefined when it is not one. */
export function readState(value: string | undefined, before: State): State | undefined {
  if (value === undefined || !value.startsWith('[')) return undefined
  const [locks, rows, lockTimeout, read] = JSON.parse(value) as Row
  const relations = new Map(read === 'all' ? [] : before.relations)
  // What is locked and has no row was dropped.
  for (const [oid] of locks) relations.delete(oid)
  for (const [oid, name, relkind, filenode, table] of rows) {
    relations.set(oid, { oid, name, relkind, filenode, table: table ?? undefined })
  }
  return {
    locks: locks.flatMap(([oid, mode]) => {
      const known = lockModeOf(mode)
      return known === undefined ? [] : [{ oid, mode: known }]
    }),
    relations,
    lockTimeout,
  }
}

/** `pg_locks.mode` to the mode's name in the manual. */
const lockModes: Readonly<Record<string, LockMode>> = {
  AccessShareLock: 'ACCESS SHARE',
  RowShareLock: 'ROW SHARE',
  RowExclusiveLock: 'ROW EXCLUSIVE',
  ShareUpdateExclusiveLock: 'SHARE UPDATE EXCLUSIVE',
  ShareLock: 'SHARE',
  ShareRowExclusiveLock: 'SHARE ROW EXCLUSIVE',
  ExclusiveLock: 'EXCLUSIVE',
  AccessExclusiveLock: 'ACCESS EXCLUSIVE',
}

export const lockModeOf = (mode: string): LockMode | undefined => lockModes[mode]

const kinds: Readonly<Record<string, Lock['kind']>> = {
  r: 'table',
  p: 'table',
  f: 'table',
  i: 'index',
  I: 'index',
  S: 'sequence',
  v: 'view',
  m: 'view',
}

export const kindOf = ({ relkind }: Relation): Lock['kind'] => kinds[relkind] ?? 'other'

/** Whether a relation holds rows in a file of its own that a statement may have to write anew. */
export const holdsRows = ({ relkind }: Relation): boolean => relkind === 'r' || relkind === 'm'

/** Strongest first, tables before what belongs to them. */
export function compareLocks(left: Lock, right: Lock): number {
  return (
    LOCK_MODES.indexOf(right.mode) - LOCK_MODES.indexOf(left.mode) ||
    Number(left.kind !== 'table') - Number(right.kind !== 'table') ||
    (left.relation < right.relation ? -1 : 1)
  )
}
