/** What the server's catalogue says of everything the files made. Names are without quotes; `schema.name` outside `public`. */
export interface Catalogue {
  tables: Table[]
  functions: SqlFunction[]
}

export interface Table {
  name: string
  /** Declarative partitioning: the root, or a part of one. */
  partitioned: boolean
  partition: boolean
  rowSecurity: boolean
  policies: number
  columns: Column[]
  constraints: Constraint[]
  indexes: Index[]
}

export interface Column {
  name: string
  /** As `format_type` spells it: `character varying(50)`, `numeric(10,2)[]`. */
  type: string
  /** `pg_type.typname`; of a domain its base type. */
  base: string
  array: boolean
  notNull: boolean
  /** The expression; null when there is none. Of a generated column the expression it is made by. */
  default: string | null
  identity: boolean
  generated: boolean
  /** The default takes its values from a sequence that belongs to the column: `serial`. */
  serial: boolean
}

export type ForeignKeyAction = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default'

export interface Constraint {
  name: string
  kind: 'primary key' | 'unique' | 'foreign key' | 'check' | 'exclude' | 'not null'
  columns: string[]
  validated: boolean
  /** As `pg_get_constraintdef` prints it. */
  definition: string
  /** Of a foreign key only. */
  references: {
    table: string
    columns: string[]
    onDelete: ForeignKeyAction
    onUpdate: ForeignKeyAction
    /** MATCH FULL: all columns are NULL or none is. */
    full: boolean
  } | null
}

export interface Index {
  name: string
  method: string
  unique: boolean
  nullsNotDistinct: boolean
  valid: boolean
  /** The constraint that it serves; null when it was created by itself. */
  constraint: string | null
  /** Each key as `pg_get_indexdef` prints it, with the oids of operator class and collation and the bits of its order: equal text is an equal key. */
  keys: string[]
  /** The column of each key; null for an expression. */
  columns: (string | null)[]
  include: string[]
  predicate: string | null
}

export interface SqlFunction {
  name: string
  /** `name(argument types)` */
  signature: string
  securityDefiner: boolean
  /** SET clauses of its definition: `search_path=app`. */
  settings: string[]
}

const own = `n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'`
const named = (relation: string, schema: string): string =>
  `case when ${schema}.nspname = 'public' then ${relation}.relname::text else ${schema}.nspname || '.' || ${relation}.relname end`
const columnNames = (
  relation: string,
  numbers: string,
): string => `(select coalesce(pg_catalog.json_agg(a.attname order by k.place), '[]')
  from pg_catalog.unnest(${numbers}) with ordinality k(number, place)
  join pg_catalog.pg_attribute a on a.attrelid = ${relation} and a.attnum = k.number)`

const columns = `(select coalesce(pg_catalog.json_agg(pg_catalog.json_build_object(
    'name', a.attname,
    'type', pg_catalog.format_type(a.atttypid, a.atttypmod),
    'base', coalesce(bt.typname, et.typname, t.typname),
    'array', t.typelem <> 0 and t.typlen = -1,
    'notNull', a.attnotnull,
    'default', pg_catalog.pg_get_expr(d.adbin, d.adrelid),
    'identity', a.attidentity <> '',
    'generated', a.attgenerated <> '',
    'serial', exists (select from pg_catalog.pg_depend p join pg_catalog.pg_class s on s.oid = p.objid and s.relkind = 'S'
        where p.refobjid = c.oid and p.refobjsubid = a.attnum and p.deptype = 'a' and p.classid = 'pg_catalog.pg_class'::pg_catalog.regclass)
  ) order by a.attnum), '[]')
  from pg_catalog.pg_attribute a
  join pg_catalog.pg_type t on t.oid = a.atttypid
  left join pg_catalog.pg_type bt on bt.oid = t.typbasetype and t.typtype = 'd'
  left join pg_catalog.pg_type et on et.oid = t.typelem and t.typelem <> 0 and t.typlen = -1
  left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)`

const constraints = `(select coalesce(pg_catalog.json_agg(pg_catalog.json_build_object(
    'name', o.conname,
    'kind', case o.contype when 'p' then 'primary key' when 'u' then 'unique' when 'f' then 'foreign key' when 'c' then 'check'
      when 'x' then 'exclude' else 'not null' end,
    'columns', ${columnNames('c.oid', 'o.conkey')},
    'validated', o.convalidated,
    'definition', pg_catalog.pg_get_constraintdef(o.oid),
    'references', case when o.contype = 'f' then pg_catalog.json_build_object(
      'table', ${named('rc', 'rn')},
      'columns', ${columnNames('o.confrelid', 'o.confkey')},
      'onDelete', ${action('o.confdeltype')},
      'onUpdate', ${action('o.confupdtype')},
      'full', o.confmatchtype = 'f') end
  ) order by o.conname), '[]')
  from pg_catalog.pg_constraint o
  left join pg_catalog.pg_class rc on rc.oid = o.confrelid
  left join pg_catalog.pg_namespace rn on rn.oid = rc.relnamespace
  where o.conrelid = c.oid and o.contype in ('p', 'u', 'f', 'c', 'x', 'n') and o.conparentid = 0)`

const indexes = `(select coalesce(pg_catalog.json_agg(pg_catalog.json_build_object(
    'name', ic.relname,
    'method', am.amname,
    'unique', i.indisunique,
    'nullsNotDistinct', i.indnullsnotdistinct,
    'valid', i.indisvalid,
    'constraint', (select o.conname from pg_catalog.pg_constraint o where o.conindid = i.indexrelid and o.conrelid = i.indrelid
        and o.contype in ('p', 'u', 'x')),
    'keys', (select pg_catalog.json_agg(pg_catalog.concat_ws(' ', pg_catalog.pg_get_indexdef(i.indexrelid, k.place, false),
          i.indclass[k.place - 1], i.indcollation[k.place - 1], i.indoption[k.place - 1]) order by k.place)
        from pg_catalog.generate_series(1, i.indnkeyatts) k(place)),
    'columns', (select pg_catalog.json_agg(a.attname order by k.place) from pg_catalog.generate_series(1, i.indnkeyatts) k(place)
        left join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[k.place - 1] and a.attnum > 0),
    'include', (select coalesce(pg_catalog.json_agg(a.attname order by k.place), '[]')
        from pg_catalog.generate_series(i.indnkeyatts + 1, i.indnatts) k(place)
        join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[k.place - 1]),
    'predicate', pg_catalog.pg_get_expr(i.indpred, i.indrelid)
  ) order by ic.relname), '[]')
  from pg_catalog.pg_index i
  join pg_catalog.pg_class ic on ic.oid = i.indexrelid
  join pg_catalog.pg_am am on am.oid = ic.relam
  where i.indrelid = c.oid)`

/** One value: a `Catalogue` as JSON. What an extension brought is not the user's and left out. */
export const catalogueQuery: string = `select pg_catalog.json_build_object(
  'tables', (select coalesce(pg_catalog.json_agg(pg_catalog.json_build_object(
      'name', ${named('c', 'n')},
      'partitioned', c.relkind = 'p',
      'partition', c.relispartition,
      'rowSecurity', c.relrowsecurity,
      'policies', (select pg_catalog.count(*) from pg_catalog.pg_policy p where p.polrelid = c.oid),
      'columns', ${columns},
      'constraints', ${constraints},
      'indexes', ${indexes}
    ) order by n.nspname, c.relname), '[]')
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and c.relpersistence <> 't' and c.oid >= 16384 and ${own} and ${notOfExtension('c.oid')}),
  'functions', (select coalesce(pg_catalog.json_agg(pg_catalog.json_build_object(
      'name', case when n.nspname = 'public' then f.proname::text else n.nspname || '.' || f.proname end,
      'signature', f.oid::pg_catalog.regprocedure::text,
      'securityDefiner', f.prosecdef,
      'settings', coalesce(pg_catalog.to_json(f.proconfig), '[]')
    ) order by n.nspname, f.proname, f.oid), '[]')
    from pg_catalog.pg_proc f join pg_catalog.pg_namespace n on n.oid = f.pronamespace
    where f.oid >= 16384 and ${own} and ${notOfExtension('f.oid')})
)::text`

function action(column: string): string {
  return `case ${column} when 'r' then 'restrict' when 'c' then 'cascade' when 'n' then 'set null' when 'd' then 'set default' else 'no action' end`
}

function notOfExtension(oid: string): string {
  return `not exists (select from pg_catalog.pg_depend e where e.objid = ${oid} and e.deptype = 'e')`
}

/** Throws when the value is none; the engine gave no answer then. */
export function readCatalogue(value: string | undefined): Catalogue {
  if (value === undefined || !value.startsWith('{')) throw new Error('the engine did not tell its catalogue')
  return JSON.parse(value) as Catalogue
}
