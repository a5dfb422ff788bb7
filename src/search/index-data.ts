import MiniSearch, { type Options } from 'minisearch'
import type { Agent } from '../catalog/agent.ts'
import { type AgentDocument, documentOf, FIELDS, FIELD_WEIGHTS, type KnownRequest, requestsOf } from './documents.ts'

/** What an index is made of. */
export interface IndexData {
  search: MiniSearch<AgentDocument>
  /** By agent. */
  requests: Map<string, readonly KnownRequest[]>
  /** How many agents have a term. */
  agentsWith: Map<string, number>
}

const split = (text: string): string[] => text.split(' ').filter((term) => term !== '')

const OPTIONS: Options<AgentDocument> = {
  fields: [...FIELDS],
  // Documents and queries come as terms already: see terms.ts.
  tokenize: split,
  processTerm: (term) => term,
  autoVacuum: false,
  searchOptions: {
    boost: FIELD_WEIGHTS,
    combineWith: 'OR',
    // Many examples are care, not chatter: a long field is hardly held against an agent.
    bm25: { k: 1.2, b: 0.2, d: 0.5 },
  },
}

export const emptyIndex = (): IndexData => ({
  search: new MiniSearch(OPTIONS),
  requests: new Map(),
  agentsWith: new Map(),
})

/** Adds agents to an index and returns it. */
export function indexAgents(data: IndexData, agents: readonly Agent[]): IndexData {
  for (const agent of agents) {
    const document = documentOf(agent)
    data.search.add(document)
    data.requests.set(agent.name, requestsOf(agent))
    for (const term of new Set(FIELDS.flatMap((field) => split(document[field])))) {
      data.agentsWith.set(term, (data.agentsWith.get(term) ?? 0) + 1)
    }
  }
  return data
}

export const writeIndex = ({ search, requests, agentsWith }: IndexData): string =>
  JSON.stringify({ search, requests: [...requests], agentsWith: [...agentsWith] })

export function readIndex(text: string): IndexData {
  const { search, requests, agentsWith } = JSON.parse(text) as {
    search: Parameters<typeof MiniSearch.loadJS>[0]
    requests: [string, KnownRequest[]][]
    agentsWith: [string, number][]
  }
  return {
    search: MiniSearch.loadJS<AgentDocument>(search, OPTIONS),
    requests: new Map(requests),
    agentsWith: new Map(agentsWith),
  }
}
