import type { SchemaRule } from './rule.ts'

const LARGEST: Readonly<Record<string, string>> = { int2: '32,767', int4: '2,147,483,647' }

/** Keys that count up by themselves; a small lookup key that people choose does not run out. */
export const narrowKey: SchemaRule = {
  name: 'narrow-key',
  title: 'A counting key that will run out',
  severity: 'warning',
  why: 'Rolled-back inserts and upserts use up numbers too. When the last one is used every INSERT fails, and by then the type change rewrites a table of two thousand million rows.',
  fix: 'bigint. It costs four bytes a row, often none because of alignment.',
  sameAs: ['squawk:prefer-bigint-over-int', 'squawk:prefer-bigint-over-smallint'],
  find({ tables, origins }) {
    return tables.flatMap(({ name, columns }) =>
      columns.flatMap((column) => {
        const largest = LARGEST[column.base]
        if (largest === undefined || !(column.identity || column.serial)) return []
        const message = `"${name}"."${column.name}" counts up in ${column.type} and ends at ${largest}.`
        return [{ at: origins.column(name, column.name), message }]
      }),
    )
  },
}
