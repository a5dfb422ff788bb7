import type { SchemaRule } from './rule.ts'

export const foreignKeyTypeMismatch: SchemaRule = {
  name: 'foreign-key-type-mismatch',
  title: 'Foreign key of another type than what it references',
  severity: 'warning',
  why: 'The narrower side fails first (an integer that references a bigint ends at 2,147,483,647), and comparing the two casts, which can keep an index from being used.',
  fix: 'The same type on both sides.',
  sameAs: [],
  find({ tables, tableOf, origins }) {
    return tables.flatMap(({ name, columns, constraints }) =>
      constraints.flatMap(({ name: constraint, columns: key, references }) => {
        if (references === null) return []
        const target = tableOf(references.table)
        return key.flatMap((column, place) => {
          const mine = columns.find((each) => each.name === column)
          const theirs = target?.columns.find((each) => each.name === references.columns[place])
          if (mine === undefined || theirs === undefined || mine.base === theirs.base) return []
          return [
            {
              at: origins.column(name, column),
              message: `"${name}"."${column}" is ${mine.type} and references "${references.table}"."${theirs.name}", which is ${theirs.type}.`,
              evidence: constraint,
            },
          ]
        })
      }),
    )
  },
}
