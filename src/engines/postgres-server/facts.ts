import { UsageError } from '../../usage-error.ts'
import { scratchPrefix } from './scratch.ts'

/** What is known of a server before anything is made on it. */
export interface Facts {
  /** '15.18' */
  version: string
  major: number
  /** Standby. */
  recovering: boolean
  readOnly: boolean
  /** Of the URL. */
  role: string
  mayCreate: boolean
  /** The role can do what reaches beyond its own databases: superuser, CREATEROLE, REPLICATION, files, programs, signals. */
  powerful: boolean
  roles: string[]
  /** Standbys and other receivers that read from it now. */
  replicas: number
  /** Sessions of clients that are not ours, in any database. */
  sessions: number
  /** Databases, other than ours, of more than `bigDatabase` bytes that the role may look at. */
  big: string[]
  /** Scratch databases that no session uses: of runs that were killed. */
  leftOver: string[]
}

const oldest = 12
/** Bytes. An empty database has 8 million; one of a developer, with rows to try things on, has up to some hundred million. */
const bigDatabase = 1_000_000_000
/** The predefined roles that reach beyond a database, PostgreSQL manual, 21.5. */
const reaching = `'pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files', 'pg_signal_backend',
  'pg_signal_autovacuum_worker', 'pg_checkpoint', 'pg_create_subscription', 'pg_use_reserved_connections'`

export const versionQuery = `select pg_catalog.current_setting('server_version_num')`

/** One JSON value. To be sent by a session whose application name begins with `ours`. */
export const factsQuery = (ours: string): string => `select pg_catalog.json_build_object(
  'version', pg_catalog.split_part(pg_catalog.current_setting('server_version'), ' ', 1),
  'major', pg_catalog.current_setting('server_version_num')::int / 10000,
  'recovering', pg_catalog.pg_is_in_recovery(),
  'readOnly', pg_catalog.current_setting('transaction_read_only') = 'on',
  'role', me.rolname,
  'mayCreate', me.rolcreatedb or me.rolsuper,
  'powerful', me.rolsuper or me.rolcreaterole or me.rolreplication or exists (
    select from pg_catalog.pg_roles p where p.rolname in (${reaching}) and pg_catalog.pg_has_role(me.oid, p.oid, 'member')),
  'roles', (select pg_catalog.json_agg(rolname) from pg_catalog.pg_roles),
  'replicas', (select pg_catalog.count(*) from pg_catalog.pg_stat_replication),
  'sessions', (select pg_catalog.count(*) from pg_catalog.pg_stat_activity a
    where a.datid is not null and a.usesysid is not null and a.pid <> pg_catalog.pg_backend_pid()
      and coalesce(a.application_name, '') not like '${ours}%' and coalesce(a.datname, '') not like '${likeScratch()}'),
  'big', (select coalesce(pg_catalog.json_agg(d.datname), '[]') from pg_catalog.pg_database d
    where not d.datistemplate and d.datname not like '${likeScratch()}'
      and case when pg_catalog.has_database_privilege(d.oid, 'CONNECT') then pg_catalog.pg_database_size(d.oid) end > ${bigDatabase}),
  'leftOver', (select coalesce(pg_catalog.json_agg(d.datname order by d.datname), '[]') from pg_catalog.pg_database d
    where d.datname like '${likeScratch()}'
      and not exists (select from pg_catalog.pg_stat_activity a where a.datid = d.oid))
)::text from pg_catalog.pg_roles me where me.rolname = current_user`

const likeScratch = (): string => `${scratchPrefix.replaceAll('_', String.raw`\_`)}%`

/** Throws UsageError for a server on which no scratch database can be made, or none should. */
export function requireFit(facts: Facts, { allowBusy }: { allowBusy: boolean }): void {
  if (facts.recovering)
    throw new UsageError('the server is a standby, which takes no changes; name one that is there to be tried on')
  if (facts.readOnly)
    throw new UsageError(
      'the server or the role is read-only (default_transaction_read_only is on); name one that takes changes',
    )
  if (!facts.mayCreate)
    throw new UsageError(
      `the role ${facts.role} may not create databases; let a superuser say: ALTER ROLE ${quoteIdentifier(facts.role)} CREATEDB`,
    )
  const reason = allowBusy ? undefined : whyBusy(facts)
  if (reason !== undefined)
    throw new UsageError(
      `the server looks as if somebody needs it: ${reason}; name a disposable one, or add --allow-busy-server`,
    )
}

/** Throws UsageError for a `server_version_num` that is too old, or none. */
export function requireVersion(value: string | undefined): void {
  const major = Math.floor(Number(value) / 10_000)
  if (!Number.isFinite(major) || value === undefined)
    throw new UsageError('what answers there does not say that it is PostgreSQL; check the database URL')
  if (major < oldest)
    throw new UsageError(`the server is PostgreSQL ${major}; ${oldest} is the oldest on which migrations are run`)
}

/** A disposable server has no standby, nobody else who works on it, and no rows that somebody collected. */
function whyBusy({ replicas, sessions, big }: Facts): string | undefined {
  if (replicas > 0) return replicas === 1 ? 'a replica reads from it' : `${replicas} replicas read from it`
  if (sessions > 0) return sessions === 1 ? 'somebody else is connected' : `${sessions} others are connected`
  if (big.length > 0) return `it holds more than ${bigDatabase / 1e9} GB in the database "${big[0]}"`
  return undefined
}

/** As SQL text: `"a""b"`. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
