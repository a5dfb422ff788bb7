import type { Node } from '@pgsql/types'
import { relationName, walk } from './ast.ts'
import type { Write } from './change.ts'

const VERBS = { UpdateStmt: 'update', DeleteStmt: 'delete', MergeStmt: 'merge', InsertStmt: 'insert' } as const

/** Row writes of a statement, those inside WITH included. Bodies of functions are not run by a migration and are left out. */
export function writesOf(node: Node): Write[] {
  const writes: Write[] = []
  walk(node, (kind, content) => {
    if (kind === 'CreateFunctionStmt' || kind === 'RuleStmt') return false
    if (kind in VERBS) {
      const written = content as Write['node']
      writes.push({
        type: 'write',
        verb: VERBS[kind as keyof typeof VERBS],
        table: relationName(written.relation),
        node: written,
      })
    }
    return undefined
  })
  return writes
}
