import MiniSearch, { type Options, type SearchResult as Hit } from 'minisearch'
import type { Agent, Snapshot } from '../catalog/agent.ts'
import { type AgentDocument, documentOf, FIELDS, FIELD_WEIGHTS, type KnownRequest, requestsOf } from './documents.ts'
import { type Evidence, fits, isMiss, weigh } from './evidence.ts'
import { type AnalysedQuery, analyse, weightOf } from './query.ts'
import { reasonsOf } from './reasons.ts'

export interface Query {
  task: string
  /** At most this many agents; default 5. */
  limit?: number
  category?: string
}

export interface Match {
  name: string
  /** Higher is better; comparable within one answer. */
  score: number
  /** For people: 'matched: "not null", "50 million rows" (examples)'. */
  reasons: string[]
}

export interface SearchResult {
  /** False when no agent is for this task; the nearest may still be listed. */
  fits: boolean
  /** Best first; equal ones by name. */
  matches: Match[]
}

export interface SearchIndex {
  find(query: Query): SearchResult
}

/** What an index is made of, so that the build can write it down. */
export interface IndexData {
  search: MiniSearch<AgentDocument>
  requests: Map<string, readonly KnownRequest[]>
  /** How many agents have a term. */
  agentsWith: Map<string, number>
}

/** Agents beyond the best of these by words alone are not weighed. */
const CANDIDATES = 20

const split = (text: string): string[] => text.split(' ').filter((term) => term !== '')

export const OPTIONS: Options<AgentDocument> = {
  fields: [...FIELDS],
  tokenize: split,
  processTerm: (term) => term,
  autoVacuum: false,
  searchOptions: {
    boost: FIELD_WEIGHTS,
    combineWith: 'OR',
    // Examples grow with care, not with chatter: a long field is hardly held against an agent.
    bm25: { k: 1.2, b: 0.2, d: 0.5 },
  },
}

/** An index of all agents of a snapshot, made from their texts. */
export function createIndex(snapshot: Snapshot): SearchIndex {
  const data: IndexData = { search: new MiniSearch(OPTIONS), requests: new Map(), agentsWith: new Map() }
  addAgents(data, snapshot.agents)
  return indexOf(snapshot, data)
}

export function addAgents({ search, requests, agentsWith }: IndexData, agents: readonly Agent[]): void {
  const documents = agents.map(documentOf)
  search.addAll(documents)
  for (const agent of agents) requests.set(agent.name, requestsOf(agent))
  for (const document of documents) {
    const terms = new Set(FIELDS.flatMap((field) => split(document[field])))
    for (const term of terms) agentsWith.set(term, (agentsWith.get(term) ?? 0) + 1)
  }
}

export function indexOf(snapshot: Snapshot, { search, requests, agentsWith }: IndexData): SearchIndex {
  const count = snapshot.agents.length
  const weight = (term: string): number => weightOf(agentsWith.get(term) ?? 1, count)

  const candidates = (query: AnalysedQuery, category: string | undefined): Hit[] => {
    const weights = new Map(query.terms.map((each) => [each.term, each]))
    const isTypo = (term: string): boolean => weights.get(term)?.known === false
    return search.search(query.terms.map(({ term }) => term).join(' '), {
      boostTerm: (term) => weights.get(term)?.weight ?? 1,
      prefix: (term) => isTypo(term) && term.length >= 4,
      fuzzy: (term) => isTypo(term) && term.length >= 5 && (term.length >= 9 ? 2 : 1),
      ...(category !== undefined && { filter: ({ id }: Hit) => snapshot.get(id as string)?.category === category }),
    })
  }

  return {
    find({ task, limit = 5, category }) {
      const query = analyse(task, agentsWith, count)
      const named = namesIn(task, snapshot, category)
      const weighed = candidates(query, category)
        .slice(0, CANDIDATES)
        .map(({ id, score, match }) => {
          const evidence = weigh(query, match, requests.get(id as string) ?? [], weight)
          return { name: id as string, score: score * factorOf(evidence), evidence }
        })
        .sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1))
      const best = weighed[0]
      const matches = weighed.map(({ name, score, evidence }) => ({
        name,
        score: Number(score.toFixed(3)),
        reasons: reasonsOf(query, evidence, isMiss(evidence)),
      }))
      const first = named.map((name) => ({
        name,
        score: best === undefined ? 1 : (matches[0]?.score ?? 1),
        reasons: ['named in the task'],
      }))
      return {
        fits: named.length > 0 || (best !== undefined && fits(best.evidence)),
        matches: [...first, ...matches.filter(({ name }) => !named.includes(name))].slice(0, limit),
      }
    },
  }
}

/** An agent whose author wrote down such a request goes up, one whose author gave it away goes down. */
const factorOf = (evidence: Evidence): number =>
  (1 + evidence.example) * (isMiss(evidence) ? 1 - (evidence.miss?.nearness ?? 0) : 1)

/** Agents that the task calls by name or alias. Only hyphenated ones: others are words of the language. */
function namesIn(task: string, snapshot: Snapshot, category: string | undefined): string[] {
  const called =
    task
      .slice(0, 2000)
      .toLowerCase()
      .match(/[a-z0-9]+(?:-[a-z0-9]+)+/g) ?? []
  const agents = called.flatMap((name) => snapshot.get(name) ?? [])
  return [
    ...new Set(agents.filter((agent) => category === undefined || agent.category === category).map(({ name }) => name)),
  ]
}
