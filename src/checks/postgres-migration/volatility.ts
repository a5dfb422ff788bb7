import type { Node } from '@pgsql/types'
import { find, nameOf, words } from './ast.ts'
import type { SchemaModel } from './schema-model.ts'

/**
 * Functions of the server (and of pgcrypto and uuid-ossp) that are STABLE or IMMUTABLE and that people write in a DEFAULT,
 * by pg_proc.provolatile of PostgreSQL 18. A default made of these is computed once, for all rows, when the column is added.
 */
const STEADY = new Set(
  (
    'now transaction_timestamp statement_timestamp timezone date_trunc date_part extract age to_timestamp to_date to_char to_number make_date make_time ' +
    'make_timestamp make_timestamptz make_interval justify_days justify_hours justify_interval lower upper initcap md5 sha256 sha512 encode decode concat concat_ws format ' +
    'repeat replace substring substr left right btrim ltrim rtrim lpad rpad length char_length octet_length abs ceil floor round trunc power sqrt mod ' +
    'array_fill array_append cardinality json_build_object json_build_array jsonb_build_object jsonb_build_array to_json to_jsonb row_to_json json_object jsonb_object ' +
    'current_setting current_user session_user current_schema current_database txid_current pg_current_xact_id int4range int8range numrange tsrange tstzrange daterange ' +
    'to_tsvector to_tsquery point box circle inet_client_addr string_to_array array_to_string hashtext uuid_nil uuid_ns_dns uuid_ns_url uuid_generate_v3 uuid_generate_v5'
  ).split(' '),
)

/** Functions that give another value on each call. */
const VOLATILE = new Set(
  (
    'clock_timestamp timeofday random random_normal gen_random_uuid uuidv4 uuidv7 uuid_generate_v1 uuid_generate_v1mc uuid_generate_v4 gen_random_bytes gen_salt ' +
    'nextval currval lastval setval pg_sleep setseed'
  ).split(' '),
)

/** The first function of an expression that is volatile, or that nobody here knows. */
export function unsteadyFunction(expression: Node, schema: SchemaModel): { name: string; known: boolean } | undefined {
  // The root may be the call itself, and `find` looks at children.
  const calls = find({ expression: [expression] }, 'FuncCall')
  const names = calls.map((call) => words(call.funcname).filter((part) => part !== 'pg_catalog'))
  const unsteady = names.flatMap((parts) => {
    const name = nameOf(parts)
    const bare = parts.at(-1) ?? ''
    const declared = schema.functions.get(name) ?? schema.functions.get(bare)
    if (declared !== undefined) return declared === 'volatile' ? [{ name, known: true }] : []
    if (VOLATILE.has(bare)) return [{ name, known: true }]
    return STEADY.has(bare) ? [] : [{ name, known: false }]
  })
  return unsteady.find((call) => call.known) ?? unsteady[0]
}
