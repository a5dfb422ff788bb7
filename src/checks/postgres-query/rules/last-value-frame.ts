import type { WindowDef } from '@pgsql/types'
import { allOf, find, words } from '../../postgres-migration/ast.ts'
import type { Hit, QueryRule } from './rule.ts'

/** FRAMEOPTION_NONDEFAULT: a frame was written. https://github.com/postgres/postgres/blob/REL_18_STABLE/src/include/nodes/parsenodes.h */
const WRITTEN = 0x1

export const lastValueFrame: QueryRule = {
  name: 'last-value-frame',
  title: 'last_value or nth_value over the default frame',
  severity: 'error',
  why: 'With ORDER BY the frame ends at the current row (and its peers) unless it is written: last_value gives the current row, not the last of the partition.',
  fix: 'ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING; or first_value in the opposite order.',
  sameAs: [],
  find({ statement }) {
    const named = new Map(
      find(statement.node, 'SelectStmt').flatMap(({ windowClause }) => byName(allOf(windowClause, 'WindowDef'))),
    )
    return find(statement.node, 'FuncCall').flatMap((call): Hit[] => {
      const name = words(call.funcname).at(-1) ?? ''
      const over = call.over?.name === undefined ? call.over : named.get(call.over.name)
      if (!/^(?:last|nth)_value$/.test(name) || over?.orderClause === undefined) return []
      if (((over.frameOptions ?? 0) & WRITTEN) !== 0) return []
      return [
        {
          at: { FuncCall: call },
          basis: 'parsed',
          message: `${name} sees the rows up to the current one only: the frame ends there.`,
          fix: 'Add ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING to the window.',
        },
      ]
    })
  },
}

function byName(windows: readonly WindowDef[]): [string, WindowDef][] {
  return windows.flatMap((window) => (window.name === undefined ? [] : [[window.name, window]]))
}
