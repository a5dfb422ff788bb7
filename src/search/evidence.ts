import { type Field, FIELDS, type KnownRequests, type Postings } from './postings.ts'
import type { AnalysedQuery, QueryTerm } from './query.ts'

/** What speaks for an agent and what against it. */
export interface Evidence {
  /** Sum of the worths of the query's words that the agent has. */
  support: number
  /** Its share in the weights of all the query's words, 0 to 1. */
  coverage: number
  /** How near the nearest example is, 0 to 1. */
  example: number
  /** A keyword stands in the query: 1 for a phrase of several words, less for a single word, which may mean something else. */
  keyword: number
  /** The nearest near miss: its number in the agent's routing and how near it is, 0 to 1. */
  miss: { number: number; nearness: number }
  matched: QueryTerm[]
  /** Fields in which words were found, most first. */
  fields: Field[]
}

const SINGLE_KEYWORD = 0.5

/** Nearness at which a request is the same as one that the agent's author wrote down. */
const SAME = 0.85

/** Nearness from which a near miss is one. */
const NEAR = 0.5

/** Weighs the agent of a number. `tells`: how much a term tells, 0 to 1. */
export function weigh(
  query: AnalysedQuery,
  agent: number,
  terms: Postings['terms'],
  requests: KnownRequests,
  tells: (term: string) => number,
): Evidence {
  const matched: QueryTerm[] = []
  const fields = new Map<Field, number>()
  let support = 0
  let total = 0
  for (const each of query.terms) {
    total += each.weight
    const bits = each.worth === 0 ? 0 : fieldsOf(terms.get(each.term) ?? [], agent)
    if (bits === 0) continue
    matched.push(each)
    support += each.worth * strengthOf(bits)
    for (const [bit, field] of FIELDS.entries()) {
      if (bits & (1 << bit)) fields.set(field, (fields.get(field) ?? 0) + each.worth)
    }
  }
  const evidence: Evidence = {
    support,
    coverage: total === 0 ? 0 : support / total,
    example: 0,
    keyword: 0,
    miss: { number: 0, nearness: 0 },
    matched,
    fields: [...fields].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([field]) => field),
  }
  const { examples, keywords, nearMisses } = requests
  const byTerm = new Map(query.terms.map((each) => [each.term, each]))
  const nearness = (request: readonly string[]): number => nearnessOf(byTerm, total, request, tells)
  for (const example of examples) evidence.example = Math.max(evidence.example, nearness(example))
  for (const keyword of keywords) evidence.keyword = Math.max(evidence.keyword, keywordIn(byTerm, keyword))
  for (const [number, request] of nearMisses.entries()) {
    const near = nearness(request)
    if (near > evidence.miss.nearness) evidence.miss = { number, nearness: near }
  }
  return evidence
}

/** The field bits of an agent in the postings of a term; 0 when it does not have the term. */
function fieldsOf(list: readonly number[], agent: number): number {
  let low = 0
  let high = list.length / 3 - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = list[middle * 3] ?? 0
    if (found === agent) return list[middle * 3 + 2] ?? 0
    if (found < agent) low = middle + 1
    else high = middle - 1
  }
  return 0
}

const DESCRIPTION = 1 << FIELDS.indexOf('description')
const EXAMPLES = 1 << FIELDS.indexOf('examples')

/** A word that occurs only in one request that somebody might make is often beside the point. */
const strengthOf = (bits: number): number => (bits === EXAMPLES ? 0.6 : bits === DESCRIPTION ? 0.8 : 1)

/** Whether all words of a keyword stand in the query, near to each other. */
function keywordIn(query: ReadonlyMap<string, QueryTerm>, keyword: readonly string[]): number {
  let first = Infinity
  let last = -Infinity
  for (const term of keyword) {
    const position = query.get(term)?.position
    if (position === undefined) return 0
    first = Math.min(first, position)
    last = Math.max(last, position)
  }
  if (keyword.length === 0 || last - first > 2 * keyword.length) return 0
  return keyword.length > 1 ? 1 : SINGLE_KEYWORD
}

/** Cosine of two sets of weighted terms. */
function nearnessOf(
  query: ReadonlyMap<string, QueryTerm>,
  queryTotal: number,
  request: readonly string[],
  tells: (term: string) => number,
): number {
  if (!request.some((term) => query.has(term))) return 0
  let shared = 0
  let total = 0
  for (const term of request) {
    total += tells(term)
    if (query.has(term)) shared += tells(term)
  }
  return shared / Math.sqrt(total * Math.max(queryTotal, shared))
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

/** The request is nearer to one that the agent's author gave away than to one that they claimed. */
export const isMiss = ({ miss, example }: Evidence): boolean => miss.nearness > NEAR && miss.nearness > example
