import type { Column, Table } from '../catalogue.ts'
import type { Hit, SchemaRule, View } from './rule.ts'

/** A hit for each column of which the test says something. */
function columns(view: View, test: (column: Column, table: Table) => string | undefined): Hit[] {
  return view.tables.flatMap((table) =>
    table.columns.flatMap((column) => {
      const message = test(column, table)
      if (message === undefined) return []
      return [{ at: view.origins.column(table.name, column.name), message, evidence: shown(column) }]
    }),
  )
}

/** As psql shows it. */
function shown({ name, type, notNull, default: expression }: Column): string {
  return `${name} ${type}${notNull ? ' not null' : ''}${expression === null ? '' : ` default ${expression}`}`
}

const label = ({ name }: Table, column: Column): string => `"${name}"."${column.name}"`

export const timestampWithoutZone: SchemaRule = {
  name: 'timestamp-without-zone',
  title: 'timestamp without time zone',
  severity: 'warning',
  why: 'The column holds a clock time of nowhere: sessions with another time zone read and write other instants, and twice a year an hour is missing or there twice.',
  fix: 'timestamptz. It stores the instant; the time zone is that of who reads. For a time that is meant locally (opening hours) keep it and say so in a suppression.',
  sameAs: ['squawk:prefer-timestamp-tz', 'squawk:prefer-timestamptz'],
  find: (view) =>
    columns(view, (column, table) =>
      column.base === 'timestamp' ? `${label(table, column)} is a timestamp without time zone.` : undefined,
    ),
}

export const charType: SchemaRule = {
  name: 'char-type',
  title: 'char(n)',
  severity: 'note',
  why: 'Shorter values are filled up with blanks, which come and go in comparisons and concatenations; it is neither smaller nor faster than text.',
  fix: 'text, with CHECK (length(code) = 2) where the length is a rule.',
  sameAs: ['squawk:ban-char-field'],
  find: (view) =>
    columns(view, (column, table) =>
      column.base === 'bpchar'
        ? `${label(table, column)} is ${column.type}: values are filled up with blanks.`
        : undefined,
    ),
}

export const limitedVarchar: SchemaRule = {
  name: 'limited-varchar',
  title: 'varchar(n)',
  severity: 'note',
  enabled: false,
  why: 'The limit is rarely a rule of the business. Raising it takes ACCESS EXCLUSIVE for a moment, lowering it writes the whole table anew, and views that use the column stand in the way of both.',
  fix: 'text; where the length is a rule, CHECK (length(name) <= 50), which NOT VALID and VALIDATE exchange without a long lock.',
  sameAs: ['squawk:prefer-text-field'],
  find: (view) =>
    columns(view, (column, table) =>
      column.base === 'varchar' && /\(\d+\)/.test(column.type)
        ? `${label(table, column)} is ${column.type}: another limit means another type.`
        : undefined,
    ),
}

export const moneyType: SchemaRule = {
  name: 'money-type',
  title: 'The type money',
  severity: 'warning',
  why: 'What a value means depends on the setting lc_monetary of who reads it: the same bytes are dollars here and yen there, and a dump restored elsewhere changes them.',
  fix: 'numeric(p, s), or an integer of the smallest unit, beside a column for the currency.',
  sameAs: [],
  find: (view) =>
    columns(view, (column, table) =>
      column.base === 'money' ? `${label(table, column)} is of type money.` : undefined,
    ),
}

const AMOUNT = /(?:^|_)(?:price|amount|total|subtotal|balance|cost|fee|salary|revenue|tax|discount|payment)(?:_|$)/i
const NO_AMOUNT = /(?:^|_)(?:rate|ratio|percent|percentage|pct|factor|score|weight|count|time|seconds|ms|hours)(?:_|$)/i

export const floatMoney: SchemaRule = {
  name: 'float-money',
  title: 'An amount of money in a floating-point column',
  severity: 'warning',
  why: 'Binary fractions cannot hold 0.10; sums drift by cents, and two ways of adding up the same rows differ.',
  fix: 'numeric(p, s), or an integer of the smallest unit.',
  sameAs: [],
  find: (view) =>
    columns(view, (column, table) =>
      /^float[48]$/.test(column.base) && AMOUNT.test(column.name) && !NO_AMOUNT.test(column.name)
        ? `${label(table, column)} is ${column.type} and seems to hold money.`
        : undefined,
    ).map((hit): Hit => ({ ...hit, basis: 'pattern' })),
}

export const serialColumn: SchemaRule = {
  name: 'serial-column',
  title: 'serial',
  severity: 'note',
  why: 'The sequence is an object of its own, with rights and a name of its own, and any INSERT may give a value that the sequence will give again.',
  fix: 'GENERATED ALWAYS AS IDENTITY.',
  sameAs: ['squawk:prefer-identity'],
  find: (view) =>
    columns(view, (column, table) =>
      column.serial && (column.default ?? '').startsWith('nextval(')
        ? `${label(table, column)} takes its values from a sequence beside it (serial).`
        : undefined,
    ),
}

export const jsonType: SchemaRule = {
  name: 'json-type',
  title: 'json instead of jsonb',
  severity: 'note',
  why: 'json keeps the text: it has no equality, so DISTINCT, GROUP BY and UNION fail on it; it cannot be indexed with GIN, and each access parses it again.',
  fix: 'jsonb, unless the exact text with its order and blanks must be kept.',
  sameAs: ['eugene:E3'],
  find: (view) =>
    columns(view, (column, table) =>
      column.base === 'json' ? `${label(table, column)} is json, not jsonb.` : undefined,
    ),
}

export const nullableWithDefault: SchemaRule = {
  name: 'nullable-with-default',
  title: 'A column that has a default and may be NULL all the same',
  severity: 'note',
  why: 'The default stands in for a missing value, but an explicit NULL goes in: a boolean has three states then, a creation time may be missing, and each reader must cope.',
  fix: 'NOT NULL.',
  sameAs: [],
  find: (view) =>
    columns(view, (column, table) => {
      if (column.notNull || column.default === null || column.generated) return undefined
      const telling = column.base === 'bool' || /^(?:now\(\)|CURRENT_TIMESTAMP|CURRENT_DATE)/.test(column.default)
      return telling ? `${label(table, column)} has the default ${column.default} and may still be NULL.` : undefined
    }),
}
