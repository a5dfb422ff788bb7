import { as } from '../../postgres-migration/ast.ts'
import type { QueryRule } from './rule.ts'

export const unboundedWrite: QueryRule = {
  name: 'unbounded-write',
  title: 'UPDATE or DELETE of every row',
  severity: 'warning',
  why: 'Without a condition each row of the table is written: all are locked until the end, and all are dead afterwards.',
  fix: 'A WHERE with the rows that are meant; TRUNCATE when the table is to be emptied; batches by key when all rows are meant.',
  sameAs: [],
  find({ blocks }) {
    return blocks.flatMap((block) => {
      if (block.kind === 'select' || block.relations.length > 1) return []
      const { where, target } = block
      // The tree of `true` says so; that of `false` has no value.
      if (where !== undefined && as(where, 'A_Const')?.boolval?.boolval !== true) return []
      const verb = block.kind === 'delete' ? 'DELETE removes' : 'UPDATE writes'
      return [{ at: target.location, basis: 'parsed' as const, message: `${verb} every row of "${target.alias}".` }]
    })
  },
}
