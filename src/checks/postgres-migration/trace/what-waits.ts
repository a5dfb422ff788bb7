import type { SqlEngine, SqlReply } from '../../../engines/sql-engine.ts'
import type { Lock, StatementTrace } from '../../finding.ts'
import type { Seen } from './observe.ts'
import { compareLocks, kindOf, lockModeOf } from './state.ts'
import type { Relation, State } from './state.ts'

type Aside = NonNullable<SqlEngine['aside']>

/** Tables that a reader or a writer can lock by name; what is in a view or an index is locked with its tables. */
const isTable = ({ relkind }: Relation): boolean => relkind === 'r' || relkind === 'p'

/**
 * Tries from a second session what a reader and a writer would try on each existing table that the statement's transaction has locked, and
 * says who had to wait; undefined when nothing could be tried. To be called while the transaction is open.
 */
export async function whatWaits(
  aside: Aside,
  { after, atStart, names }: Pick<Seen, 'after' | 'atStart' | 'names'>,
): Promise<StatementTrace['blocks']> {
  const oids = [...new Set(after.locks.map(({ oid }) => oid))].filter((oid) => {
    const relation = names.get(oid)
    return relation !== undefined && isTable(relation) && atStart.relations.has(oid)
  })
  if (oids.length === 0) return undefined
  const value = await aside.ask(tryLocks(oids))
  if (value === undefined || !value.startsWith('[')) return undefined
  const tried = JSON.parse(value) as [oid: number, reader: boolean, writer: boolean][]
  return tried
    .filter(([, reader, writer]) => reader || writer)
    .map(([oid, reader, writer]) => ({ relation: names.get(oid)?.name ?? '', reader, writer }))
    .toSorted((a, b) => (a.relation < b.relation ? -1 : 1))
}

/**
 * One round trip: each lock is asked for and not waited for, and all are given up when the transaction of the query ends. The name is
 * what others call the table, who do not see an uncommitted change of it. A table that it may not lock is left out.
 */
const tryLocks = (oids: readonly number[]): string => `do $do$
declare
  t oid;
  waits bool[];
  mode text;
  tried jsonb := '[]';
begin
  <<tables>>
  foreach t in array array[${oids.join(',')}]::oid[] loop
    waits := '{}';
    foreach mode in array array['ACCESS SHARE', 'ROW EXCLUSIVE'] loop
      begin
        execute format('lock table only %s in %s mode nowait', t::regclass, mode);
        waits := waits || false;
      exception
        when lock_not_available then waits := waits || true;
        when others then continue tables;
      end;
    end loop;
    tried := tried || jsonb_build_array(jsonb_build_array(t::int8, waits[1], waits[2]));
  end loop;
  perform set_config('maifady.tried', tried::text, true);
end $do$; select current_setting('maifady.tried')`

/** Milliseconds between two looks at the locks of a statement that runs. */
const lookEvery = 2

/**
 * Runs what cannot run in a transaction, and looks meanwhile from a second session at the locks of the first: afterwards none is left to
 * be seen. The locks are by oid, of relations that the migrations made.
 */
export async function watchLocks(
  aside: Aside,
  run: () => Promise<SqlReply[]>,
): Promise<{ replies: SqlReply[]; locks: State['locks'] }> {
  const ended = new AbortController()
  const replies = run().finally(() => ended.abort())
  const seen = new Map<string, State['locks'][number]>()
  const watch = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      const value = await aside.ask(locksOf(aside.pid))
      if (value === undefined) return
      for (const [oid, mode] of JSON.parse(value) as [number, string][]) {
        const known = lockModeOf(mode)
        if (known !== undefined) seen.set(`${oid} ${mode}`, { oid, mode: known })
      }
      await new Promise((resolve) => setTimeout(resolve, lookEvery))
    }
  }
  // The watch ends with the statement; what the statement throws is what counts.
  const [settled] = await Promise.allSettled([replies, watch()])
  if (settled.status === 'rejected') throw settled.reason
  return { replies: settled.value, locks: [...seen.values()] }
}

const locksOf = (pid: number): string => `select coalesce(pg_catalog.json_agg(pg_catalog.json_build_array(
    l.relation::pg_catalog.int8, l.mode)), '[]')::text
  from pg_catalog.pg_locks l
  where l.locktype = 'relation' and l.pid = ${pid} and l.granted and l.relation >= 16384`

/**
 * The strongest lock on each relation: as it was seen, or as the manual has it where that is stronger, because a lock that is held for
 * less than a look is not seen.
 */
export function strongest(seen: readonly Lock[], read: readonly Lock[]): Lock[] {
  const locks = new Map<string, Lock>()
  for (const lock of [...seen, ...read].toSorted(compareLocks)) {
    if (!locks.has(lock.relation)) locks.set(lock.relation, lock)
  }
  return [...locks.values()].toSorted(compareLocks)
}

/** Locks by oid as locks by name. What the statement itself makes is left out: whether a look met its locks is chance, and nobody waits. */
export function namedLocks(locks: State['locks'], { atStart, names }: Pick<Seen, 'atStart' | 'names'>): Lock[] {
  return locks.flatMap(({ oid, mode }): Lock[] => {
    const relation = names.get(oid)
    if (relation === undefined || !atStart.relations.has(oid)) return []
    return [{ relation: relation.name, kind: kindOf(relation), mode, existed: true, held: false }]
  })
}
