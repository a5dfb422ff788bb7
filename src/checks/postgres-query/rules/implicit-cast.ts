import { find, words } from '../../postgres-migration/ast.ts'
import { columnAt } from '../columns.ts'
import { conditionsIn, nodesOf } from '../plan.ts'
import type { Hit, QueryRule, View } from './rule.ts'

export const implicitCast: QueryRule = {
  name: 'implicit-cast',
  title: 'Indexed column that the server casts to compare it',
  severity: 'warning',
  why: 'The other side has a type to which the column has to be cast, row by row: its index is ordered by another type and cannot be used. The query does not show it; the plan does.',
  fix: 'Give the value the type of the column: a cast of the parameter ($1::bigint), an integer instead of 1.0, one type on both sides of a join.',
  sameAs: [],
  find(view) {
    const { plan, freeCasts, catalogue } = view
    if (plan === undefined || catalogue === undefined) return []
    const nodes = nodesOf(plan)
    const tables = new Map(
      nodes.flatMap(({ Alias, Schema, 'Relation Name': name }) =>
        Alias === undefined || name === undefined ? [] : [[Alias, Schema === 'public' ? name : `${Schema}.${name}`]],
      ),
    )
    const explicit = explicitlyCast(view)
    const seen = new Set<string>()
    return nodes.flatMap(conditionsIn).flatMap((condition) =>
      castsIn(condition).flatMap(({ alias, name, type }): Hit[] => {
        const table = catalogue.tables.find((each) => each.name === tables.get(alias))
        const column = table?.columns.find((each) => each.name === name)
        if (table === undefined || column === undefined || seen.has(`${alias}.${name}`)) return []
        if (freeCasts.has(`${column.base} ${type}`) || column.type.startsWith(type)) return []
        const index = table.indexes.find(({ columns, method }) => columns[0] === name && method === 'btree')
        if (index === undefined || explicit.has(`${table.name}.${name}`)) return []
        seen.add(`${alias}.${name}`)
        return [
          {
            at: referenceTo(view, `${table.name}.${name}`),
            basis: 'executed',
            message: `The server casts "${name}" of "${table.name}" from ${column.type} to ${type}, so index "${index.name}" cannot serve the condition.`,
            evidence: condition,
            fix: `Compare "${name}" with a value of type ${column.type}.`,
          },
        ]
      }),
    )
  },
}

const NAME = '"?((?:[^"().]|"")+?)"?'
const CAST = new RegExp(`\\(${NAME}\\.${NAME}\\)::([a-z][a-z ]*[a-z0-9]|"char")`, 'g')

/** Casts of a column in a condition as the server prints it: `((o.id)::numeric = 1.5)`. */
function castsIn(condition: string): { alias: string; name: string; type: string }[] {
  return [...condition.matchAll(CAST)].map(([, alias = '', name = '', type = '']) => ({ alias, name, type }))
}

/** Columns that the query itself casts. */
function explicitlyCast({ statement, blocks }: View): Set<string> {
  const names = find(statement.node, 'TypeCast').flatMap(({ arg }) =>
    blocks.flatMap((block) => {
      const found = columnAt(arg, block)
      return found === undefined ? [] : [`${found.table.name}.${found.column.name}`]
    }),
  )
  return new Set(names)
}

function referenceTo({ statement, blocks }: View, name: string) {
  const conditions = blocks.flatMap(({ where, node }) => [where, 'fromClause' in node ? node.fromClause : undefined])
  const bare = name.slice(name.lastIndexOf('.') + 1)
  const reference = find([conditions, statement.node], 'ColumnRef').find(({ fields }) => words(fields).at(-1) === bare)
  return reference === undefined ? undefined : { ColumnRef: reference }
}
