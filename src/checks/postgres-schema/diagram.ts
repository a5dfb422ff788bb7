import type { SchemaDiagram } from '../finding.ts'
import type { Catalogue, Table } from './catalogue.ts'

/** Tables and what refers to what, for drawing. Parts of a partitioned table are left out. */
export function diagramOf({ tables }: Catalogue): Omit<SchemaDiagram, 'path'> {
  const drawn = tables.filter(({ partition }) => !partition)
  return {
    tables: drawn.map((table) => ({
      name: table.name,
      columns: table.columns.map(({ name, type, notNull }) => ({ name, type, notNull, keys: keysOf(table, name) })),
    })),
    relations: drawn.flatMap((table) =>
      table.constraints.flatMap(({ columns, references }) =>
        references === null
          ? []
          : [
              {
                from: table.name,
                to: references.table,
                columns,
                optional: table.columns.some(({ name, notNull }) => columns.includes(name) && !notNull),
                unique: isUnique(table, columns),
              },
            ],
      ),
    ),
  }
}

function keysOf({ constraints, indexes }: Table, column: string): ('PK' | 'FK' | 'UK')[] {
  const inKind = (kind: string): boolean =>
    constraints.some((constraint) => constraint.kind === kind && constraint.columns.includes(column))
  const alone = indexes.some(
    ({ unique, predicate, columns }) => unique && predicate === null && columns.length === 1 && columns[0] === column,
  )
  return [
    ...(inKind('primary key') ? (['PK'] as const) : []),
    ...(inKind('foreign key') ? (['FK'] as const) : []),
    ...(alone && !inKind('primary key') ? (['UK'] as const) : []),
  ]
}

/** Each value of these columns stands in one row at most. */
function isUnique({ indexes }: Table, columns: readonly string[]): boolean {
  return indexes.some(
    (index) =>
      index.unique &&
      index.predicate === null &&
      index.columns.every((each) => each !== null && columns.includes(each)),
  )
}
