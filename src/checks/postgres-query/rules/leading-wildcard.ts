import { as, words } from '../../postgres-migration/ast.ts'
import type { Table } from '../../postgres-schema/catalogue.ts'
import type { Block } from '../blocks.ts'
import { columnAt, conditionsOf, isFoundOtherwise } from '../columns.ts'
import type { Hit, QueryRule } from './rule.ts'

export const leadingWildcard: QueryRule = {
  name: 'leading-wildcard',
  title: 'Pattern that begins with a wildcard',
  severity: 'warning',
  why: 'A B-tree is ordered by the beginning of the value, which the pattern does not say, so every row is read and matched.',
  fix: 'A trigram index (CREATE EXTENSION pg_trgm; USING gin (name gin_trgm_ops)), full-text search for words, or an index on reverse(name) for a suffix.',
  sameAs: [],
  find({ blocks }) {
    return blocks.flatMap((block) => conditionsOf(block).flatMap((condition) => ofCondition(condition, block)))
  },
}

function ofCondition(condition: Parameters<typeof as>[0], block: Block): Hit[] {
  const { kind, name, lexpr, rexpr } = as(condition, 'A_Expr') ?? {}
  // NOT LIKE selects what does not match; no index finds that.
  if ((kind !== 'AEXPR_LIKE' && kind !== 'AEXPR_ILIKE') || words(name)[0]?.startsWith('!') === true) return []
  const pattern = patternOf(rexpr)
  const found = columnAt(lexpr, block)
  if (pattern === undefined || found === undefined) return []
  const { table, column } = found
  if (hasTrigrams(table, column.name)) return []
  if (isFoundOtherwise(block, found)) return []
  return [
    {
      at: condition,
      basis: 'executed',
      message: `No index of "${table.name}" serves a pattern that begins with a wildcard: every "${column.name}" is read.`,
      evidence: pattern,
    },
  ]
}

/** The pattern when it begins with a wildcard: a constant, or one that is put before a parameter. */
function patternOf(node: Parameters<typeof as>[0]): string | undefined {
  const constant = as(node, 'A_Const')?.sval?.sval
  if (constant !== undefined) return /^[%_]/.test(constant) ? `'${constant}'` : undefined
  const joined = as(node, 'A_Expr')
  if (joined === undefined || words(joined.name)[0] !== '||') return undefined
  const first = patternOf(joined.lexpr)
  return first === undefined || first.endsWith('…') ? first : `${first} || …`
}

/** A GIN or GiST index on the column serves such a pattern with the operator classes of pg_trgm; another kind of it has no text. */
function hasTrigrams({ indexes }: Table, column: string): boolean {
  return indexes.some(({ method, columns }) => (method === 'gin' || method === 'gist') && columns.includes(column))
}
