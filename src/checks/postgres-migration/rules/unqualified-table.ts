import type { RangeVar } from '@pgsql/types'
import { allOf, as, quoted, relationName, words } from '../ast.ts'
import type { Step } from '../step.ts'
import type { MigrationRule } from './rule.ts'

/** Off unless asked for: most databases have one schema. Silent where the file says SET search_path itself, and for temporary tables. */
export const unqualifiedTable: MigrationRule = {
  name: 'unqualified-table',
  title: 'Table without its schema',
  severity: 'note',
  enabled: false,
  why: 'Which table is meant depends on the search_path of whoever runs the migration: another role or tool creates or drops it in another schema.',
  fix: 'schema.table, or SET search_path at the start of the file.',
  sameAs: ['squawk:require-table-schema'],
  find(step) {
    const { earlier } = step.file
    if (earlier.some(({ changes }) => changes.some((each) => each.type === 'set' && each.name === 'search_path')))
      return []
    return [...new Set(bareNames(step))].map((name) => ({
      message: `"${name}" is looked for in the search_path of whoever runs the file.`,
      basis: 'parsed',
      fix: { description: `Write ${quoted(`public.${name}`)}, or the schema that is meant.` },
    }))
  },
}

function bareNames({ statement: { node }, schema }: Step): string[] {
  const dropped = as(node, 'DropStmt')
  const gone =
    dropped?.removeType === 'OBJECT_TABLE' ? allOf(dropped.objects, 'List').map((list) => words(list.items)) : []
  const altered = as(node, 'AlterTableStmt')
  const relations: (RangeVar | undefined)[] = [
    as(node, 'CreateStmt')?.relation,
    as(node, 'CreateTableAsStmt')?.into?.rel,
    altered?.objtype === 'OBJECT_TABLE' ? altered.relation : undefined,
  ]
  const bare = relations.filter((each) => each !== undefined && !each.schemaname && each.relpersistence !== 't')
  return [...bare.map(relationName), ...gone.flatMap((parts) => (parts.length === 1 ? parts : []))].filter(
    (name) => schema.tables.get(name)?.temporary !== true,
  )
}
