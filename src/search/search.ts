import type { Snapshot } from '../catalog/agent.ts'
import { type Evidence, fits, isMiss, weigh } from './evidence.ts'
import { addAgents, emptyPostings, type KnownRequests, type Postings, readPostings, requestsOf } from './postings.ts'
import { type AnalysedQuery, analyse } from './query.ts'
import { reasonsOf } from './reasons.ts'
import { MAX_TEXT } from './terms.ts'
import { vocabularyOf } from './vocabulary.ts'

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

/** An index of all agents of a snapshot, made from their texts. */
export const createIndex = (snapshot: Snapshot): SearchIndex =>
  searchIn(snapshot, addAgents(emptyPostings(), snapshot.agents))

/** An index of all agents of a snapshot, where that of the built-in ones was compiled. */
export function openIndex(snapshot: Snapshot, compiled: string): SearchIndex {
  const postings = readPostings(compiled)
  // One that a user or project replaced stays in the figures of how common a word is, and is found no more.
  postings.agents = postings.agents.map((name) => (snapshot.get(name ?? '')?.layer === 'built-in' ? name : undefined))
  const others = snapshot.agents.filter(({ layer }) => layer !== 'built-in')
  return searchIn(snapshot, addAgents(postings, others))
}

/** Agents beyond the best of these by words alone are not weighed. */
const CANDIDATES = 12

function searchIn(snapshot: Snapshot, postings: Postings): SearchIndex {
  const vocabulary = vocabularyOf(postings)
  // Read from their text when an agent is first weighed: all of them at the start would cost a command its time.
  const requests: KnownRequests[] = []
  return {
    find({ task, limit = 5, category }) {
      const query = analyse(task, vocabulary)
      const admits = (name: string): boolean => category === undefined || snapshot.get(name)?.category === category
      const weighed = bestByWords(query, postings, admits)
        .map(({ agent, name, score }) => {
          const known = (requests[agent] ??= requestsOf(postings, agent))
          const evidence = weigh(query, agent, postings.terms, known, vocabulary.tells)
          return { name, score: score * factorOf(evidence), evidence }
        })
        .sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1))
      const best = weighed[0]
      const named = namesIn(task, snapshot).filter(admits)
      const matches = [
        ...named.map((name) => ({ name, score: round(best?.score ?? 1), reasons: ['named in the task'] })),
        ...weighed
          .filter(({ name }) => !named.includes(name))
          .slice(0, limit)
          .map(({ name, score, evidence }) => ({
            name,
            score: round(score),
            reasons: reasonsOf(query, evidence, snapshot.get(name)),
          })),
      ]
      return { fits: named.length > 0 || (best !== undefined && fits(best.evidence)), matches: matches.slice(0, limit) }
    },
  }
}

interface Candidate {
  agent: number
  name: string
  score: number
}

/** The agents that have words of the query: the sum of each term's weight times its impact, as in BM25. */
function bestByWords(query: AnalysedQuery, postings: Postings, admits: (name: string) => boolean): Candidate[] {
  const scores = new Float64Array(postings.agents.length)
  const found: number[] = []
  for (const { term, worth } of query.terms) {
    const list = worth === 0 ? [] : (postings.terms.get(term) ?? [])
    for (let at = 0; at < list.length; at += 3) {
      const agent = list[at] ?? 0
      if (scores[agent] === 0) found.push(agent)
      scores[agent] = (scores[agent] ?? 0) + (worth * (list[at + 1] ?? 0)) / 100
    }
  }
  const best: Candidate[] = []
  for (const agent of found) {
    const score = scores[agent] ?? 0
    const name = postings.agents[agent]
    const last = best.at(-1)
    if (name === undefined || (best.length === CANDIDATES && last !== undefined && score < last.score)) continue
    if (!admits(name)) continue
    insert(best, { agent, name, score })
  }
  return best
}

/** Keeps the list sorted by score, then by name, and short. */
function insert(best: Candidate[], candidate: Candidate): void {
  const isBefore = (other: Candidate): boolean =>
    other.score > candidate.score || (other.score === candidate.score && other.name < candidate.name)
  let at = best.length
  for (let before = best[at - 1]; before !== undefined && !isBefore(before); before = best[at - 1]) at -= 1
  best.splice(at, 0, candidate)
  if (best.length > CANDIDATES) best.pop()
}

/** An agent whose author wrote down such a request goes up, one whose author gave it away goes down. */
const factorOf = (evidence: Evidence): number =>
  (1 + evidence.example) * (isMiss(evidence) ? 1 - evidence.miss.nearness : 1)

const round = (score: number): number => Number(score.toFixed(3))

/** Agents that the task calls by name or alias. Only hyphenated ones: others are words of the language. */
function namesIn(task: string, snapshot: Snapshot): string[] {
  const called =
    task
      .slice(0, MAX_TEXT)
      .toLowerCase()
      .match(/[a-z0-9]+(?:-[a-z0-9]+)+/g) ?? []
  return [...new Set(called.flatMap((name) => snapshot.get(name)?.name ?? []))]
}
