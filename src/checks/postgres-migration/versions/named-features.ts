import type { Feature } from './feature.ts'

type Rows = Readonly<Record<string, readonly [since: number, instead: string]>>

/**
 * Functions of the server that migrations call, by name. `since` is the first major version whose pg_proc has the name: the
 * catalogues of servers 12 to 18 were compared.
 */
const FUNCTIONS: Rows = {
  gen_random_uuid: [13, 'CREATE EXTENSION pgcrypto, which brings it.'],
  gcd: [13, 'A function of your own.'],
  lcm: [13, 'A function of your own.'],
  normalize: [13, 'Normalise in the application.'],
  is_normalized: [13, 'Normalise in the application.'],
  min_scale: [13, 'A function of your own.'],
  trim_scale: [13, 'A function of your own.'],
  jsonb_set_lax: [13, 'jsonb_set() with coalesce().'],
  jsonb_path_exists_tz: [13, 'jsonb_path_exists(), which takes no times with a zone.'],
  jsonb_path_query_tz: [13, 'jsonb_path_query(), which takes no times with a zone.'],
  pg_current_xact_id: [13, 'txid_current().'],
  pg_current_snapshot: [13, 'txid_current_snapshot().'],
  date_bin: [14, 'date_trunc(), or arithmetic with extract(epoch …).'],
  bit_count: [14, 'length(replace(value::text, ’0’, ’’)).'.replaceAll('’', "'")],
  string_to_table: [14, 'unnest(string_to_array(…)).'],
  trim_array: [14, 'A slice: a[1:n].'],
  unistr: [14, "A string with escapes: E'\\u…'."],
  range_agg: [14, 'array_agg() of the ranges.'],
  range_intersect_agg: [14, 'An aggregate of your own.'],
  multirange: [14, 'An array of ranges.'],
  pg_column_compression: [14, 'Leave it out: older servers have pglz only.'],
  regexp_count: [15, 'SELECT count(*) FROM regexp_matches(…, …, ’g’).'.replaceAll('’', "'")],
  regexp_instr: [15, 'position() of substring(… FROM pattern).'],
  regexp_like: [15, 'The operator ~, or ~* to ignore case.'],
  regexp_substr: [15, 'substring(… FROM pattern).'],
  has_parameter_privilege: [15, 'Leave it out: older servers have no privileges on parameters.'],
  any_value: [16, 'min(), or (array_agg(…))[1].'],
  array_sample: [16, 'unnest() with ORDER BY random() LIMIT n.'],
  array_shuffle: [16, 'array_agg(… ORDER BY random()).'],
  date_add: [16, 'The operator +, with SET LOCAL timezone for the zone.'],
  date_subtract: [16, 'The operator -, with SET LOCAL timezone for the zone.'],
  erf: [16, 'A function of your own.'],
  erfc: [16, 'A function of your own.'],
  json_agg_strict: [16, 'json_agg(…) FILTER (WHERE … IS NOT NULL).'],
  jsonb_agg_strict: [16, 'jsonb_agg(…) FILTER (WHERE … IS NOT NULL).'],
  json_object_agg_strict: [16, 'json_object_agg(…) FILTER (WHERE … IS NOT NULL).'],
  jsonb_object_agg_strict: [16, 'jsonb_object_agg(…) FILTER (WHERE … IS NOT NULL).'],
  json_object_agg_unique: [16, 'json_object_agg() over distinct keys.'],
  jsonb_object_agg_unique: [16, 'jsonb_object_agg() over distinct keys.'],
  pg_input_is_valid: [16, 'A function that tries the cast and catches the error.'],
  pg_input_error_info: [16, 'A function that tries the cast and catches the error.'],
  random_normal: [16, 'normal_rand() of the extension tablefunc.'],
  system_user: [16, 'session_user.'],
  to_bin: [17, 'A cast to bit(n): value::bit(32).'],
  to_oct: [17, 'A function of your own.'],
  uuid_extract_timestamp: [17, 'A function of your own, or a column with the time.'],
  uuid_extract_version: [17, 'substring(value::text FROM 15 FOR 1).'],
  xmltext: [17, 'xmlforest(), or escape the text yourself.'],
  unicode_assigned: [17, 'Look at it in the application.'],
  unicode_version: [17, 'Leave it out.'],
  icu_unicode_version: [17, 'Leave it out.'],
  jsonb_populate_record_valid: [17, 'A function that tries jsonb_populate_record() and catches the error.'],
  to_regtypemod: [17, 'format_type().'],
  pg_basetype: [17, 'pg_type.typbasetype.'],
  array_reverse: [18, 'array_agg(… ORDER BY ordinality DESC) over unnest() WITH ORDINALITY.'],
  array_sort: [18, 'array_agg(value ORDER BY value) over unnest().'],
  casefold: [18, 'lower().'],
  crc32: [18, 'md5() or sha256(), or a function of your own.'],
  crc32c: [18, 'md5() or sha256(), or a function of your own.'],
  gamma: [18, 'A function of your own.'],
  lgamma: [18, 'A function of your own.'],
  has_largeobject_privilege: [18, 'pg_largeobject_metadata.lomacl.'],
  pg_get_acl: [18, 'The acl column of the object’s catalogue.'],
  uuidv4: [18, 'gen_random_uuid().'],
  uuidv7: [
    18,
    'gen_random_uuid() if the order does not matter, else a function of your own, or make the value in the application.',
  ],
}

/** Types of the server, compared the same way over pg_type. */
const TYPES: Rows = {
  xid8: [13, 'bigint, with txid_current().'],
  pg_snapshot: [13, 'txid_snapshot.'],
  regcollation: [13, 'oid.'],
  int4multirange: [14, 'An array of int4range.'],
  int8multirange: [14, 'An array of int8range.'],
  nummultirange: [14, 'An array of numrange.'],
  tsmultirange: [14, 'An array of tsrange.'],
  tstzmultirange: [14, 'An array of tstzrange.'],
  datemultirange: [14, 'An array of daterange.'],
}

const LEAVE_OUT = 'Leave it out.'

/** Parameters that a session can set, compared the same way over pg_settings. */
const PARAMETERS: Rows = {
  backtrace_functions: [13, LEAVE_OUT],
  enable_incremental_sort: [13, LEAVE_OUT],
  hash_mem_multiplier: [13, 'Set work_mem higher.'],
  log_parameter_max_length: [13, LEAVE_OUT],
  log_parameter_max_length_on_error: [13, LEAVE_OUT],
  logical_decoding_work_mem: [13, LEAVE_OUT],
  maintenance_io_concurrency: [13, LEAVE_OUT],
  wal_skip_threshold: [13, LEAVE_OUT],
  client_connection_check_interval: [14, LEAVE_OUT],
  compute_query_id: [14, LEAVE_OUT],
  default_toast_compression: [14, 'Leave it out: older servers have pglz only.'],
  enable_async_append: [14, LEAVE_OUT],
  enable_memoize: [14, LEAVE_OUT],
  idle_session_timeout: [14, 'idle_in_transaction_session_timeout, for sessions inside a transaction.'],
  vacuum_failsafe_age: [14, LEAVE_OUT],
  recursive_worktable_factor: [15, LEAVE_OUT],
  stats_fetch_consistency: [15, LEAVE_OUT],
  createrole_self_grant: [16, LEAVE_OUT],
  debug_parallel_query: [16, 'force_parallel_mode, its name before.'],
  enable_presorted_aggregate: [16, LEAVE_OUT],
  icu_validation_level: [16, LEAVE_OUT],
  scram_iterations: [16, LEAVE_OUT],
  vacuum_buffer_usage_limit: [16, LEAVE_OUT],
  enable_group_by_reordering: [17, LEAVE_OUT],
  event_triggers: [17, 'ALTER EVENT TRIGGER … DISABLE.'],
  io_combine_limit: [17, LEAVE_OUT],
  transaction_timeout: [17, 'statement_timeout for each statement, and idle_in_transaction_session_timeout.'],
  enable_distinct_reordering: [18, LEAVE_OUT],
  enable_self_join_elimination: [18, LEAVE_OUT],
  file_copy_method: [18, LEAVE_OUT],
  log_lock_failures: [18, LEAVE_OUT],
  vacuum_max_eager_freeze_failure_rate: [18, LEAVE_OUT],
  vacuum_truncate: [18, 'The parameter of the table: ALTER TABLE … SET (vacuum_truncate = …).'],
}

/** Parameters in WITH (…) or SET (…) of a table or an index. */
const STORAGE_PARAMETERS: Rows = {
  deduplicate_items: [13, LEAVE_OUT],
  autovacuum_vacuum_insert_threshold: [13, 'VACUUM the table by hand after large inserts.'],
  autovacuum_vacuum_insert_scale_factor: [13, 'VACUUM the table by hand after large inserts.'],
  autovacuum_vacuum_max_threshold: [18, 'autovacuum_vacuum_scale_factor, smaller.'],
  vacuum_max_eager_freeze_failure_rate: [18, LEAVE_OUT],
}

/** The server's own roles. */
const ROLES: Rows = {
  pg_read_all_data: [14, 'GRANT SELECT ON ALL TABLES IN SCHEMA …, and ALTER DEFAULT PRIVILEGES.'],
  pg_write_all_data: [14, 'GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA …, and ALTER DEFAULT PRIVILEGES.'],
  pg_database_owner: [14, 'Name the role that owns the database.'],
  pg_checkpoint: [15, 'CHECKPOINT as a superuser.'],
  pg_create_subscription: [16, 'CREATE SUBSCRIPTION as a superuser.'],
  pg_use_reserved_connections: [16, LEAVE_OUT],
  pg_maintain: [17, 'Make the role a member of the tables’ owners.'],
  pg_signal_autovacuum_worker: [18, 'pg_terminate_backend() as a superuser.'],
}

export type NamedKind = 'function' | 'type' | 'parameter' | 'storage parameter' | 'role'

const TABLES: Readonly<Record<NamedKind, Rows>> = {
  function: FUNCTIONS,
  type: TYPES,
  parameter: PARAMETERS,
  'storage parameter': STORAGE_PARAMETERS,
  role: ROLES,
}

/** The row of a name that older servers do not have; undefined for any other name. */
export function namedFeature(kind: NamedKind, name: string): Feature | undefined {
  const row = Object.hasOwn(TABLES[kind], name) ? TABLES[kind][name] : undefined
  if (row === undefined) return undefined
  return { name: `The ${kind} ${name}${kind === 'function' ? '()' : ''}`, since: row[0], instead: row[1] }
}

/** All names of one kind, for the tests that ask a server about them. */
export function namesOfKind(kind: NamedKind): string[] {
  return Object.keys(TABLES[kind])
}
