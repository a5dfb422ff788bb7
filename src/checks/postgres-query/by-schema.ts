import { UsageError } from '../../usage-error.ts'
import type { CheckInput, Source } from '../check.ts'
import type { QueryFile } from './read-queries.ts'
import { schemaOf } from './schema-of.ts'
import type { Settings } from './settings.ts'

/** A schema, and the files that are for it. */
export interface Group {
  schema: Source[]
  files: QueryFile[]
}

/** The schema of the call, `--schema`, as a file of a group that has none. */
export const schemaFrom = ({ schema }: Group, base: CheckInput['baseSchema']): Source[] =>
  schema.length > 0 || base === undefined ? schema : [{ ...base, report: false }]

/** Files that are for the same schema, which is made once. Throws UsageError when the schema that the settings name is not there. */
export function bySchema(files: readonly QueryFile[], sources: readonly Source[], settings: Settings): Group[] {
  const paths = sources.map(({ path }) => path)
  const groups = new Map<string, Group>()
  for (const file of files) {
    const found = new Set(schemaOf(file.source.path, paths, settings.schema))
    if (found.size === 0 && settings.schema.length > 0)
      throw new UsageError(`checks.postgres-query.schema: there is no "${settings.schema.join('", "')}" in this folder`)
    const key = JSON.stringify([...found])
    const group = groups.get(key) ?? { schema: sources.filter(({ path }) => found.has(path)), files: [] }
    group.files.push(file)
    groups.set(key, group)
  }
  return [...groups.values()]
}
