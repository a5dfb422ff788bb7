import { as } from '../../postgres-migration/ast.ts'
import type { QueryRule } from './rule.ts'

export const offsetPaging: QueryRule = {
  name: 'offset-paging',
  title: 'Paging by OFFSET',
  severity: 'warning',
  why: 'The server makes every row that OFFSET skips and throws it away, so page n costs n pages; and a row that is written meanwhile moves others over the edge of a page.',
  fix: 'Keyset paging: WHERE (created_at, id) < ($1, $2) ORDER BY created_at DESC, id DESC LIMIT 50, with an index on the same columns.',
  sameAs: [],
  find({ blocks, settings }) {
    return blocks.flatMap((block) => {
      if (block.kind !== 'select') return []
      const offset = block.node.limitOffset
      if (offset === undefined || !block.relations.some(({ stored }) => stored)) return []
      const constant = as(offset, 'A_Const')
      const rows = constant?.ival?.ival ?? 0
      if (constant !== undefined && rows <= settings.deepOffset) return []
      const skipped = constant === undefined ? 'as many rows as its parameter says' : `${rows} rows`
      return [
        {
          at: offset,
          basis: 'parsed' as const,
          message: `OFFSET reads ${skipped} for nothing before the first it returns.`,
        },
      ]
    })
  },
}
