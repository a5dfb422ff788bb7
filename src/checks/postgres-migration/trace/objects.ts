/** An object of a database: what it is, its name with the schema, and all that a down must bring back of it. */
export interface DatabaseObject {
  /** `table`, `column`, `index`, `constraint`, … as in the query below. */
  kind: string
  name: string
  definition: string
  /** Stays when it is renamed, and is another when it is dropped and made again. */
  id: string
}

const own = (namespace: string): string =>
  `${namespace}.nspname not in ('pg_catalog', 'information_schema') and ${namespace}.nspname !~ '^pg_'`
const loose = (catalogue: string, oid: string): string =>
  `not exists (select from pg_catalog.pg_depend e where e.classid = '${catalogue}'::regclass and e.objid = ${oid} and e.deptype = 'e')`

/**
 * All objects that migrations make, as one JSON value. What belongs to an extension is left out, and NOT NULL as a constraint of its own
 * (PostgreSQL 18), which is a part of its column here. The order of columns is no part of it: no down can bring that back.
 */
export const OBJECTS: string = `select coalesce(pg_catalog.json_agg(pg_catalog.json_build_array(kind, name, definition, id)), '[]')::text from (
  select case c.relkind when 'S' then 'sequence' when 'v' then 'view' when 'm' then 'materialized view' when 'c' then 'type' else 'table' end as kind,
      n.nspname || '.' || c.relname as name,
      c.relkind::text || c.relpersistence::text || c.relrowsecurity::text || coalesce(pg_catalog.array_to_string(c.reloptions, ','), '')
        || case when c.relkind in ('v', 'm') then pg_catalog.pg_get_viewdef(c.oid) else '' end as definition,
      c.oid::text as id
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'f', 'v', 'm', 'S', 'c') and ${own('n')} and ${loose('pg_catalog.pg_class', 'c.oid')}
  union all
  select 'column', n.nspname || '.' || c.relname || '.' || a.attname,
      pg_catalog.format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
        || coalesce(' default ' || pg_catalog.pg_get_expr(d.adbin, d.adrelid), '') || a.attidentity::text || a.attgenerated::text,
      a.attrelid || '.' || a.attnum
    from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where c.relkind in ('r', 'p', 'f', 'c') and a.attnum > 0 and not a.attisdropped and ${own('n')} and ${loose('pg_catalog.pg_class', 'c.oid')}
  union all
  select 'constraint', n.nspname || '.' || coalesce(r.relname, t.typname) || '.' || k.conname, pg_catalog.pg_get_constraintdef(k.oid), k.oid::text
    from pg_catalog.pg_constraint k join pg_catalog.pg_namespace n on n.oid = k.connamespace
    left join pg_catalog.pg_class r on r.oid = k.conrelid left join pg_catalog.pg_type t on t.oid = k.contypid
    where k.contype not in ('n', 't') and ${own('n')}
  union all
  select 'index', n.nspname || '.' || c.relname, pg_catalog.pg_get_indexdef(i.indexrelid) || i.indisvalid::text, c.oid::text
    from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where ${own('n')} and not exists (select from pg_catalog.pg_constraint k where k.conindid = i.indexrelid)
  union all
  select 'function', n.nspname || '.' || p.proname || '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')',
      case when p.prokind = 'a' then '' else pg_catalog.pg_get_functiondef(p.oid) end, p.oid::text
    from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
    where ${own('n')} and ${loose('pg_catalog.pg_proc', 'p.oid')}
  union all
  select case t.typtype when 'e' then 'type' else 'domain' end, n.nspname || '.' || t.typname,
      case t.typtype when 'd' then pg_catalog.format_type(t.typbasetype, t.typtypmod) || t.typnotnull::text || coalesce(t.typdefault, '') else '' end,
      t.oid::text
    from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace
    where t.typtype in ('e', 'd') and ${own('n')} and ${loose('pg_catalog.pg_type', 't.oid')}
  union all
  select 'trigger', n.nspname || '.' || c.relname || '.' || g.tgname, pg_catalog.pg_get_triggerdef(g.oid) || g.tgenabled::text, g.oid::text
    from pg_catalog.pg_trigger g join pg_catalog.pg_class c on c.oid = g.tgrelid
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace where not g.tgisinternal and ${own('n')}
  union all
  select 'policy', n.nspname || '.' || c.relname || '.' || p.polname,
      p.polcmd::text || p.polpermissive::text || coalesce(pg_catalog.pg_get_expr(p.polqual, p.polrelid), '')
        || coalesce(pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid), ''), p.oid::text
    from pg_catalog.pg_policy p join pg_catalog.pg_class c on c.oid = p.polrelid
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace where ${own('n')}
  union all
  select 'schema', n.nspname, '', n.oid::text from pg_catalog.pg_namespace n where ${own('n')} and n.nspname <> 'public'
  union all
  select 'extension', e.extname, e.extversion, e.oid::text from pg_catalog.pg_extension e where e.extname <> 'plpgsql'
) each`

/** The objects of the query's value; undefined when it is none. */
export function readObjects(value: string | undefined): DatabaseObject[] | undefined {
  if (value === undefined || !value.startsWith('[')) return undefined
  return (JSON.parse(value) as [string, string, string, string][]).map(([kind, name, definition, id]) => ({
    kind,
    name,
    definition,
    id,
  }))
}

/** How the database after a way back differs from the one before its migration. */
export interface ObjectsDiffer {
  /** There before the migration and not after its down. */
  missing: DatabaseObject[]
  /** Not there before the migration and there after its down. */
  left: DatabaseObject[]
  /** There both times, and not the same: as it was, as it is. */
  changed: { was: DatabaseObject; is: DatabaseObject }[]
}

const keyOf = ({ kind, name }: DatabaseObject): string => `${kind} ${name}`

export function compareObjects(before: readonly DatabaseObject[], after: readonly DatabaseObject[]): ObjectsDiffer {
  const [old, now] = [before, after].map((objects) => new Map(objects.map((each) => [keyOf(each), each])))
  return {
    missing: before.filter((each) => now?.has(keyOf(each)) === false),
    left: after.filter((each) => old?.has(keyOf(each)) === false),
    changed: before.flatMap((was) => {
      const is = now?.get(keyOf(was))
      return is === undefined || is.definition === was.definition ? [] : [{ was, is }]
    }),
  }
}

/** Without what goes with a larger thing of the same list: the columns, indexes and constraints of a table. */
export function withoutParts(objects: readonly DatabaseObject[]): DatabaseObject[] {
  const wholes = new Set(objects.filter(({ kind }) => kind !== 'column').map(({ name }) => name))
  return objects.filter(({ kind, name }) => {
    const parent = name.slice(0, name.lastIndexOf('.'))
    return !['column', 'constraint', 'trigger', 'policy'].includes(kind) || !wholes.has(parent)
  })
}
