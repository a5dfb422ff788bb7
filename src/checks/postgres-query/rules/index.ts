import { executionFailed } from './execution-failed.ts'
import { leadingWildcard } from './leading-wildcard.ts'
import { limitWithoutOrder } from './limit-without-order.ts'
import { notInNullable } from './not-in-nullable.ts'
import { nullComparison } from './null-comparison.ts'
import { offsetPaging } from './offset-paging.ts'
import type { QueryRule } from './rule.ts'
import { syntax } from './syntax.ts'
import { unboundedWrite } from './unbounded-write.ts'

export const QUERY_RULES: readonly QueryRule[] = [
  executionFailed,
  leadingWildcard,
  limitWithoutOrder,
  notInNullable,
  nullComparison,
  offsetPaging,
  syntax,
  unboundedWrite,
]
