import { list, type Hit, type SchemaRule } from './rule.ts'

/** Whoever wants quotes for all names may have them; two styles in one schema is what costs. */
export const mixedNaming: SchemaRule = {
  name: 'mixed-naming',
  title: 'Names in more than one style',
  severity: 'note',
  why: 'A name with capitals is another one without its quotes, so each query has to remember which tables need them.',
  fix: 'snake_case throughout, or quoted names throughout.',
  sameAs: [],
  find({ tables, origins }) {
    const named = tables.flatMap((table) => [
      { name: bare(table.name), at: origins.table(table.name), what: `Table "${table.name}"` },
      ...table.columns.map(({ name }) => ({
        name,
        at: origins.column(table.name, name),
        what: `"${table.name}"."${name}"`,
      })),
    ])
    const capitals = named.filter(({ name }) => /[A-Z]/.test(name))
    const plain = named.filter(({ name }) => !/[A-Z]/.test(name) && name.includes('_'))
    if (capitals.length === 0 || plain.length === 0) return []
    const [few, many] = capitals.length <= plain.length ? [capitals, plain] : [plain, capitals]
    return few.slice(0, 20).map(({ at, what }): Hit => ({
      at,
      message: `${what} is named otherwise than most, such as ${list(many.slice(0, 2).map(({ name }) => name))}.`,
    }))
  },
}

const bare = (name: string): string => name.slice(name.lastIndexOf('.') + 1)
