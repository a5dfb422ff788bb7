import { betweenTimestamps } from './between-timestamps.ts'
import { cartesianJoin } from './cartesian-join.ts'
import { countForExistence } from './count-for-existence.ts'
import { countStarOuterJoin } from './count-star-outer-join.ts'
import { distinctOverJoin } from './distinct-over-join.ts'
import { executionFailed } from './execution-failed.ts'
import { expressionOnIndexedColumn } from './expression-on-indexed-column.ts'
import { implicitCast } from './implicit-cast.ts'
import { insertWithoutColumns } from './insert-without-columns.ts'
import { lastValueFrame } from './last-value-frame.ts'
import { leadingWildcard } from './leading-wildcard.ts'
import { limitWithoutOrder } from './limit-without-order.ts'
import { missingIndex } from './missing-index.ts'
import { notEquivalent } from './not-equivalent.ts'
import { notInNullable } from './not-in-nullable.ts'
import { nullComparison } from './null-comparison.ts'
import { offsetPaging } from './offset-paging.ts'
import { orderByRandom } from './order-by-random.ts'
import { outerJoinFiltered } from './outer-join-filtered.ts'
import { nestedLoop, sequentialScan, sortSpills } from './plans.ts'
import { selectStar } from './select-star.ts'
import { syntax } from './syntax.ts'
import { unboundedWrite } from './unbounded-write.ts'
import { unionOfDistinct } from './union-of-distinct.ts'
import { updateFromMany } from './update-from-many.ts'
import type { QueryRule } from './rule.ts'

export const QUERY_RULES: readonly QueryRule[] = [
  betweenTimestamps,
  cartesianJoin,
  countForExistence,
  countStarOuterJoin,
  distinctOverJoin,
  executionFailed,
  expressionOnIndexedColumn,
  implicitCast,
  insertWithoutColumns,
  lastValueFrame,
  leadingWildcard,
  limitWithoutOrder,
  missingIndex,
  nestedLoop,
  notEquivalent,
  notInNullable,
  nullComparison,
  offsetPaging,
  orderByRandom,
  outerJoinFiltered,
  selectStar,
  sequentialScan,
  sortSpills,
  syntax,
  unboundedWrite,
  unionOfDistinct,
  updateFromMany,
]
