import type { Node } from '@pgsql/types'

/** A relation as a statement names it. */
export interface NamedRelation {
  schema: string | undefined
  name: string
}

/** The relations that a statement names outside of subqueries, in order. */
export function rangeVarsOf(node: Node): NamedRelation[] {
  const found: NamedRelation[] = []
  for (const body of Object.values(node as Record<string, object>)) {
    for (const [key, value] of Object.entries(body) as [string, unknown][]) {
      if (key === 'relation' || key === 'parentTable') add(found, value)
      else if (key === 'rels' || key === 'cmds') nested(found, value)
      else if (key === 'objects') names(found, value)
    }
  }
  return found
}

function add(found: NamedRelation[], value: unknown): void {
  const { relname, schemaname } = value as { relname?: string; schemaname?: string }
  if (relname !== undefined) found.push({ schema: schemaname, name: relname })
}

/** VACUUM keeps its tables in VacuumRelation, ALTER TABLE partitions in PartitionCmd. */
function nested(found: NamedRelation[], value: unknown): void {
  for (const item of value as Record<string, Record<string, unknown>>[]) {
    const relation = item['VacuumRelation']?.['relation']
    const partition = (item['AlterTableCmd']?.['def'] as { PartitionCmd?: { name?: unknown } } | undefined)
      ?.PartitionCmd?.name
    if (relation !== undefined) add(found, relation)
    if (partition !== undefined) add(found, partition)
  }
}

/** DROP names its objects as lists of strings. */
function names(found: NamedRelation[], value: unknown): void {
  for (const item of value as { List?: { items?: { String?: { sval?: string } }[] } }[]) {
    const parts = item.List?.items?.map(({ String: text }) => text?.sval ?? '') ?? []
    const name = parts.at(-1)
    if (name !== undefined) found.push({ schema: parts.at(-2), name })
  }
}
