import type { KnownRequest } from './documents.ts'
import type { AnalysedQuery, QueryTerm } from './query.ts'

/** What speaks for an agent and what against it. */
export interface Evidence {
  /** Sum of the weights of the query's words that the agent knows. */
  support: number
  /** Its share in the weights of all the query's words, 0 to 1. */
  coverage: number
  /** How near the nearest example is, 0 to 1. */
  example: number
  /** A keyword stands in the query: 1 for a phrase of several words, less for a single one, which may mean something else. */
  keyword: number
  /** The nearest near miss and how near it is, 0 to 1. */
  miss: { request: KnownRequest; nearness: number } | undefined
  matched: QueryTerm[]
  /** Fields in which words were found, most first. */
  fields: string[]
}

/** What a match by prefix or with a typo counts, beside an exact one. */
const INEXACT = 0.6

/**
 * Weighs one agent. `match`: the agent's terms that were found, each with its fields, as MiniSearch gives it.
 * `weight`: how much a term of a known request tells.
 */
export function weigh(
  query: AnalysedQuery,
  match: Readonly<Record<string, string[]>>,
  requests: readonly KnownRequest[],
  weight: (term: string) => number,
): Evidence {
  const exact = new Set(query.terms.map(({ term }) => term))
  const inexact = Object.keys(match).filter((term) => !exact.has(term))
  const matched: QueryTerm[] = []
  const fields = new Map<string, number>()
  let support = 0
  let total = 0
  for (const each of query.terms) {
    total += each.weight
    const found = match[each.term] === undefined ? inexact.find((term) => resembles(term, each.term)) : each.term
    if (found === undefined) continue
    matched.push(each)
    support += each.weight * (found === each.term ? 1 : INEXACT) * strengthOf(match[found] ?? [])
    for (const field of match[found] ?? []) fields.set(field, (fields.get(field) ?? 0) + each.weight)
  }
  const evidence: Evidence = {
    support,
    coverage: total === 0 ? 0 : support / total,
    example: 0,
    keyword: 0,
    miss: undefined,
    matched,
    fields: [...fields].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([field]) => field),
  }
  const weights = new Map(query.terms.map((each) => [each.term, each.weight]))
  const positions = new Map(query.terms.map((each) => [each.term, each.position]))
  for (const request of requests) {
    if (request.kind === 'keyword') {
      if (contains(positions, request.terms))
        evidence.keyword = Math.max(evidence.keyword, request.terms.length > 1 ? 1 : SINGLE)
      continue
    }
    const nearness = nearnessOf(weights, total, request, weight)
    if (request.kind === 'example') evidence.example = Math.max(evidence.example, nearness)
    else if (nearness > (evidence.miss?.nearness ?? 0)) evidence.miss = { request, nearness }
  }
  return evidence
}

/** MiniSearch found it within the allowed edit distance; a typo in the first letter is rare, another word with it is not. */
const resembles = (found: string, asked: string): boolean =>
  found.startsWith(asked) ||
  asked.startsWith(found) ||
  (found[0] === asked[0] && Math.abs(found.length - asked.length) <= 2)

/** Words that occur only in a request that somebody might make are often beside the point. */
const strengthOf = (fields: readonly string[]): number =>
  fields.some((field) => field !== 'description' && field !== 'examples') || fields.length > 1
    ? 1
    : fields[0] === 'examples'
      ? 0.6
      : 0.8

const SINGLE = 0.5

/** All terms stand in the query, near to each other. */
function contains(positions: ReadonlyMap<string, number>, terms: readonly string[]): boolean {
  let first = Infinity
  let last = -Infinity
  for (const term of terms) {
    const position = positions.get(term)
    if (position === undefined) return false
    first = Math.min(first, position)
    last = Math.max(last, position)
  }
  return last - first <= 2 * terms.length
}

/** Cosine of two sets of weighted terms. */
function nearnessOf(
  query: ReadonlyMap<string, number>,
  queryTotal: number,
  request: KnownRequest,
  weight: (term: string) => number,
): number {
  let shared = 0
  let total = 0
  for (const term of request.terms) {
    total += weight(term)
    if (query.has(term)) shared += weight(term)
  }
  return shared === 0 ? 0 : shared / Math.sqrt(total * Math.max(queryTotal, shared))
}

/**
 * Whether the evidence is enough to name the agent at all. The figures are a logistic regression over the requests in
 * test/search/queries.yaml, rounded; they count known words, not agents, so they do not depend on the size of the catalogue.
 */
export function fits(evidence: Evidence): boolean {
  if (isMiss(evidence)) return false
  const { coverage, support, keyword, example } = evidence
  return example > SAME || coverage + 1.7 * Math.min(support, 3) + 2 * keyword > 3.6
}

/** Nearness at which a request is the same as one that the agent's author wrote down. */
const SAME = 0.85

/** The request is nearer to one that the agent's author gave away than to one that they claimed. */
export const isMiss = ({ miss, example }: Evidence): boolean =>
  miss !== undefined && miss.nearness > 0.5 && miss.nearness > example
