import type { Snapshot } from '../catalog/agent.ts'

export interface Query {
  task: string
  /** At most this many agents; default 5. */
  limit?: number
  category?: string
}

export interface Match {
  name: string
  score: number
  /** For people: 'matched: "not null", "50 million rows" (examples)'. */
  reasons: string[]
}

export interface SearchResult {
  /** False when no agent is for this task; the nearest may still be listed. */
  fits: boolean
  matches: Match[]
}

export interface SearchIndex {
  find(query: Query): SearchResult
}

export declare function createIndex(snapshot: Snapshot): SearchIndex
