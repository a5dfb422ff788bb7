import type { SearchResult as Hit } from 'minisearch'
import type { Snapshot } from '../catalog/agent.ts'
import { type Evidence, fits, isMiss, weigh } from './evidence.ts'
import { emptyIndex, indexAgents, type IndexData, readIndex } from './index-data.ts'
import { type AnalysedQuery, analyse, weightOf } from './query.ts'
import { reasonsOf } from './reasons.ts'
import { MAX_TEXT } from './terms.ts'

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

/** Agents beyond the best of these by words alone are not weighed. */
const CANDIDATES = 20

/** An index of all agents of a snapshot, made from their texts. */
export const createIndex = (snapshot: Snapshot): SearchIndex =>
  searchIn(snapshot, indexAgents(emptyIndex(), snapshot.agents))

/**
 * An index of all agents of a snapshot, where that of the built-in ones was compiled. When one of those was replaced,
 * everything is indexed anew: its words are in the compiled figures.
 */
export function openIndex(snapshot: Snapshot, compiled: string): SearchIndex {
  const data = readIndex(compiled)
  const builtIn = snapshot.agents.filter(({ layer }) => layer === 'built-in')
  if (builtIn.length !== data.requests.size) return createIndex(snapshot)
  const others = snapshot.agents.filter(({ layer }) => layer !== 'built-in')
  return searchIn(snapshot, indexAgents(data, others))
}

function searchIn(snapshot: Snapshot, { search, requests, agentsWith }: IndexData): SearchIndex {
  const count = snapshot.agents.length
  const weight = (term: string): number => weightOf(agentsWith.get(term) ?? 1, count)
  return {
    find({ task, limit = 5, category }) {
      const query = analyse(task, agentsWith, count)
      const admits = (name: string): boolean => category === undefined || snapshot.get(name)?.category === category
      const weighed = lookUp(search, query, admits)
        .slice(0, CANDIDATES)
        .map(({ id, score, match }) => {
          const evidence = weigh(query, match, requests.get(id as string) ?? [], weight)
          return { name: id as string, score: score * factorOf(evidence), evidence }
        })
        .sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1))
      const best = weighed[0]
      const named = namesIn(task, snapshot).filter(admits)
      const matches = [
        ...named.map((name) => ({ name, score: round(best?.score ?? 1), reasons: ['named in the task'] })),
        ...weighed
          .filter(({ name }) => !named.includes(name))
          .map(({ name, score, evidence }) => ({ name, score: round(score), reasons: reasonsOf(query, evidence) })),
      ]
      return { fits: named.length > 0 || (best !== undefined && fits(best.evidence)), matches: matches.slice(0, limit) }
    },
  }
}

/** The agents that have words of the query, the best first by BM25. Only words that no agent knows are looked up by prefix and as typos. */
function lookUp(search: IndexData['search'], { terms }: AnalysedQuery, admits: (name: string) => boolean): Hit[] {
  const byTerm = new Map(terms.map((each) => [each.term, each]))
  const isUnknown = (term: string): boolean => byTerm.get(term)?.known === false
  return search.search(terms.map(({ term }) => term).join(' '), {
    boostTerm: (term) => byTerm.get(term)?.weight ?? 1,
    prefix: (term) => isUnknown(term) && term.length >= 4,
    fuzzy: (term) => isUnknown(term) && term.length >= 5 && (term.length >= 8 ? 2 : 1),
    filter: ({ id }) => admits(id as string),
  })
}

const round = (score: number): number => Number(score.toFixed(3))

/** An agent whose author wrote down such a request goes up, one whose author gave it away goes down. */
const factorOf = (evidence: Evidence): number =>
  (1 + evidence.example) * (isMiss(evidence) ? 1 - (evidence.miss?.nearness ?? 0) : 1)

/** Agents that the task calls by name or alias. Only hyphenated ones: others are words of the language. */
function namesIn(task: string, snapshot: Snapshot): string[] {
  const called =
    task
      .slice(0, MAX_TEXT)
      .toLowerCase()
      .match(/[a-z0-9]+(?:-[a-z0-9]+)+/g) ?? []
  return [...new Set(called.flatMap((name) => snapshot.get(name)?.name ?? []))]
}
