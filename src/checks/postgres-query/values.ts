import { quoted } from '../postgres-migration/ast.ts'
import type { Catalogue, Column, Table } from '../postgres-schema/catalogue.ts'

/** How rows are made. Everything is a function of the row's number and the seed, so that a run can be repeated. */
export interface Recipe {
  catalogue: Catalogue
  /** Labels of the enums by type name. */
  enums: Readonly<Record<string, string[]>>
  /** Rows of each table; of those that are not in it `rows`. */
  sizes: ReadonlyMap<string, number>
  rows: number
  seed: number
  /** Few values, so that many rows are equal, many join and many are NULL: to show differences, not costs. */
  dense: boolean
  /** `YYYY-MM-DD`: times lie in the year before it. */
  today: string
}

/** Why a table gets no rows. */
export class NoValue extends Error {}

/** Foreign keys are followed this far: a key that is itself a foreign key. */
const DEEPEST = 5

/**
 * An SQL expression for a column of the row with the number `row` (an SQL expression from 1 up). A foreign key has the value that the
 * referenced row has; a column that is unique by itself is different in each row. Throws NoValue.
 */
export function valueOf(recipe: Recipe, table: Table, column: Column, row: string, depth = 0): string {
  const reference = referenceOf(table, column)
  const ordinal = table.columns.indexOf(column)
  if (reference !== undefined && depth < DEEPEST) {
    const target = recipe.catalogue.tables.find(({ name }) => name === reference.table)
    const key = target?.columns.find(({ name }) => name === reference.column)
    if (target !== undefined && key !== undefined) {
      const count = recipe.sizes.get(target.name) ?? recipe.rows
      const isUnique = isUniqueAlone(table, column)
      // All columns of one foreign key take the same row of the other table.
      const other = isUnique ? row : `(1 + ${hash(row, recipe.seed + reference.ordinal)} % ${Math.max(1, count)})`
      return orNull(recipe, column, row, { ordinal, value: valueOf(recipe, target, key, other, depth + 1), isUnique })
    }
  }
  if (isUniqueAlone(table, column)) return cast(byKey(recipe, table, column, row), column)
  const key = `(${hash(row, recipe.seed + 100 + ordinal)} % ${distinct(recipe, table, column)})`
  return orNull(recipe, column, row, {
    ordinal,
    value: cast(byKey(recipe, table, column, key), column),
    isUnique: false,
  })
}

function orNull(
  { dense, seed }: Recipe,
  column: Column,
  row: string,
  { ordinal, value, isUnique }: { ordinal: number; value: string; isUnique: boolean },
): string {
  if (column.notNull || (isUnique && !dense)) return value
  return `case when ${hash(row, seed + 500 + ordinal)} % ${dense ? 3 : 10} <> 0 then ${value} end`
}

/** A number from 0 up that a row's number and a seed make. */
function hash(row: string, seed: number): string {
  return `(pg_catalog.hashint8extended((${row})::bigint, ${seed}) & 9223372036854775807)`
}

function distinct({ dense, sizes }: Recipe, { name }: Table, { base }: Column): number {
  if (dense) return 4
  const rows = sizes.get(name) ?? 0
  return /^(?:timestamp|numeric|float)/.test(base) ? Math.max(1, rows * 10) : Math.max(20, Math.floor(rows / 10))
}

/** The foreign key that a column belongs to; the first when there are several. */
function referenceOf(table: Table, column: Column): { table: string; column: string; ordinal: number } | undefined {
  for (const [ordinal, { references, columns }] of table.constraints.entries()) {
    const place = columns.indexOf(column.name)
    const key = references?.columns[place]
    if (references !== null && place !== -1 && key !== undefined)
      return { table: references.table, column: key, ordinal }
  }
  return undefined
}

function isUniqueAlone(table: Table, { name }: Column): boolean {
  return table.indexes.some(
    ({ unique, columns, predicate }) => unique && predicate === null && columns.length === 1 && columns[0] === name,
  )
}

function cast(value: string, { type }: Column): string {
  return `(${value})::${type}`
}

/** A value of a column's type for a number from 0 up: a different one for each number as far as the type goes. */
function byKey(recipe: Recipe, table: Table, column: Column, key: string): string {
  const allowed = recipe.enums[column.base] ?? listed(table, column)
  const value =
    allowed !== undefined && allowed.length > 0
      ? `(array[${allowed.map(literal).join(', ')}])[1 + (${key}) % ${allowed.length}]`
      : ofType(recipe, column, key)
  return column.array ? `array[${value}]` : value
}

function ofType({ today, dense }: Recipe, { base, type, name }: Column, key: string): string {
  const make = TYPES[base]
  const length = Number(/^character(?: varying)?\((\d+)\)/.exec(type)?.[1] ?? 0)
  // Short codes have no room for a word.
  if (length > 0)
    return length < 16 ? `left((${key})::text, ${length})` : `left('${words(name)} ' || (${key}), ${length})`
  if (/^(?:text|varchar|citext|name)$/.test(base)) return `'${words(name)} ' || (${key})`
  // A day for each number: rows with a day as their key would otherwise be one row.
  if (base === 'date') return `date '${today}' - ((${key}) % ${dense ? 4 : 1_000_000})::int`
  if (base.startsWith('timestamp'))
    return `timestamp '${today}' - ((${key}) % ${dense ? 4 : 31_536_000}) * interval '1 ${dense ? 'day' : 'second'}'`
  const digits = /^numeric\((\d+),(\d+)\)/.exec(type)
  if (base === 'numeric' && digits !== null) {
    const limit = 10 ** Math.min(6, Number(digits[1]))
    return `((${key}) % ${limit})::numeric / ${10 ** Math.min(Number(digits[2]), 30)}`
  }
  if (make === undefined) throw new NoValue(`column "${name}" has the type ${type}`)
  return make(key)
}

const words = (name: string): string => name.replaceAll(/[^A-Za-z]+/g, ' ').slice(0, 20)

const TYPES: Readonly<Record<string, (key: string) => string>> = {
  int2: (key) => `(${key}) % 32767`,
  int4: (key) => `(${key}) % 2147483647`,
  int8: (key) => key,
  numeric: (key) => `((${key}) % 1000000)::numeric / 100`,
  float4: (key) => `((${key}) % 1000000) / 100.0`,
  float8: (key) => `((${key}) % 1000000) / 100.0`,
  money: (key) => `(((${key}) % 100000) / 100.0)::numeric`,
  bool: (key) => `(${key}) % 2 = 0`,
  uuid: (key) => `pg_catalog.md5((${key})::text)::uuid`,
  json: (key) => `pg_catalog.json_build_object('id', ${key})`,
  jsonb: (key) => `pg_catalog.jsonb_build_object('id', ${key})`,
  bytea: (key) => `pg_catalog.decode(pg_catalog.md5((${key})::text), 'hex')`,
  inet: (key) => `'10.0.0.0'::inet + (${key}) % 16777216`,
  time: (key) => `time '00:00' + ((${key}) % 86400) * interval '1 second'`,
  interval: (key) => `((${key}) % 86400) * interval '1 second'`,
  tsvector: (key) => `pg_catalog.to_tsvector('simple', 'word' || (${key}))`,
  point: (key) => `pg_catalog.point((${key}) % 1000, (${key}) % 777)`,
  bpchar: (key) => `(${key})::text`,
  oid: (key) => `(${key}) % 2147483647`,
}

/** The values that a CHECK allows a column: `status = ANY (ARRAY['open'::text, …])`. */
function listed({ constraints }: Table, { name }: Column): string[] | undefined {
  for (const { kind, columns, definition } of constraints) {
    if (kind !== 'check' || columns.length !== 1 || columns[0] !== name) continue
    const list = /= ANY \(+ARRAY\[((?:'(?:[^']|'')*'::[\w ]+(?:\(\d+\))?(?:, )?)+)\]/.exec(definition)?.[1]
    if (list !== undefined)
      return [...list.matchAll(/'((?:[^']|'')*)'/g)].map(([, value = '']) => value.replaceAll("''", "'"))
  }
  return undefined
}

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** INSERT that fills a table. Rows that a CHECK refuses or that a unique key has already are left out. Throws NoValue. */
export function fill(recipe: Recipe, table: Table): string {
  const columns = table.columns.filter(({ generated }) => !generated)
  const values = columns.flatMap((column) => {
    const value = valueOrDefault(recipe, table, column)
    return value === undefined ? [] : [{ name: identifier(column.name), value }]
  })
  const names = values.map(({ name }) => name).join(', ')
  const checks = table.constraints.flatMap(({ kind, definition }) => {
    const condition =
      kind === 'check'
        ? /^CHECK \((.*?)\)(?: NO INHERIT)?(?: NOT VALID| NOT ENFORCED)?$/s.exec(definition)?.[1]
        : undefined
    return condition === undefined ? [] : [`(${condition}) is not false`]
  })
  return `insert into ${quoted(table.name)} (${names}) overriding system value
select ${names} from (select ${values.map(({ name, value }) => `${value} as ${name}`).join(', ')}
  from pg_catalog.generate_series(1, ${recipe.sizes.get(table.name) ?? 0}) as made (row)) as rows
${checks.length === 0 ? '' : `where ${checks.join(' and ')}\n`}on conflict do nothing`
}

/** Undefined where the column is left to its default, or to NULL. */
function valueOrDefault(recipe: Recipe, table: Table, column: Column): string | undefined {
  try {
    return valueOf(recipe, table, column, 'made.row')
  } catch (error) {
    if (!(error instanceof NoValue) || (column.notNull && column.default === null)) throw error
    return undefined
  }
}

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`
