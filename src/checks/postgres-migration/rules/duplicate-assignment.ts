import type { Node } from '@pgsql/types'
import { allOf, quoted } from '../ast.ts'
import type { Write } from '../change.ts'
import type { MigrationRule } from './rule.ts'

/** `SET a[1] = …, a[2] = …` and parts of a composite column are allowed. */
export const duplicateAssignment: MigrationRule = {
  name: 'duplicate-assignment',
  title: 'One column assigned twice',
  severity: 'error',
  why: 'The server refuses the statement, and only when it runs: in a branch or a function that a test does not reach, that is in production.',
  fix: 'One assignment for each column, the one that is meant.',
  sameAs: ['squawk:ban-duplicate-column-assignments'],
  find({ changes, trace }) {
    return changes.flatMap((change) => {
      if (change.type !== 'write') return []
      return twice(change).map((column) => {
        const refused = trace?.error?.message.includes(`multiple assignments to same column "${column}"`) === true
        return {
          message: `"${change.table}"."${column}" is assigned twice in one SET: the server refuses it.`,
          ...(refused && trace?.error !== undefined
            ? { basis: 'executed' as const, evidence: `${trace.error.code}: ${trace.error.message}` }
            : { basis: 'parsed' as const }),
          fix: { description: `Keep the assignment to ${quoted(column)} that is meant, and take the other out.` },
        }
      })
    })
  },
}

function twice({ node }: Write): string[] {
  const lists: (readonly Node[] | undefined)[] = [
    'targetList' in node ? node.targetList : undefined,
    'onConflictClause' in node ? node.onConflictClause?.targetList : undefined,
    ...('mergeWhenClauses' in node
      ? allOf(node.mergeWhenClauses, 'MergeWhenClause').flatMap((when) =>
          when.commandType === 'CMD_UPDATE' ? [when.targetList] : [],
        )
      : []),
  ]
  return lists.flatMap((list) => {
    const names = allOf(list, 'ResTarget').flatMap(({ name, indirection }) =>
      name === undefined || (indirection?.length ?? 0) > 0 ? [] : [name],
    )
    return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))]
  })
}
