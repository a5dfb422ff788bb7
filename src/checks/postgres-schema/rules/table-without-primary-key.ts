import type { SchemaRule } from './rule.ts'

export const tableWithoutPrimaryKey: SchemaRule = {
  name: 'table-without-primary-key',
  title: 'Table without a primary key',
  severity: 'warning',
  why: 'Equal rows cannot be told apart, so none of them can be changed or deleted alone, and logical replication refuses UPDATE and DELETE on the table.',
  fix: 'id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, or the columns that name a row.',
  sameAs: ['splinter:no_primary_key'],
  ofAbsence: true,
  find({ tables, origins }) {
    return tables.flatMap(({ name, constraints }) =>
      constraints.some(({ kind }) => kind === 'primary key')
        ? []
        : [{ at: origins.table(name), message: `Table "${name}" has no primary key.` }],
    )
  },
}
