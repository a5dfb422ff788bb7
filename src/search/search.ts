import MiniSearch from 'minisearch'
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

/** Thin: full words only. */
export function createIndex(snapshot: Snapshot): SearchIndex {
  const index = new MiniSearch({ fields: ['name', 'title', 'description', 'aliases', 'examples', 'keywords'] })
  index.addAll(
    snapshot.agents.map(({ name, title, description, routing }) => ({
      id: name,
      name,
      title,
      description,
      aliases: routing.aliases.join(' '),
      examples: routing.examples.join(' '),
      keywords: Object.values(routing.keywords).flat().join(' '),
    })),
  )
  return {
    find: ({ task, limit = 5, category }) => {
      const results = index
        .search(task.slice(0, 2000), { prefix: true })
        .filter(({ id }) => category === undefined || snapshot.get(id)?.category === category)
      const matches = results.slice(0, limit).map(({ id, score, queryTerms }) => ({
        name: id as string,
        score,
        reasons: [`matched: ${queryTerms.map((term) => `"${term}"`).join(', ')}`],
      }))
      return { fits: (results[0]?.queryTerms.length ?? 0) > 1, matches }
    },
  }
}
