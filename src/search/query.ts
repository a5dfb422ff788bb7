import { type Word, wordsOf } from './terms.ts'

/** One word of a query and the index term it stands for. */
export interface QueryTerm {
  /** Position of the word in `Query.words`. */
  position: number
  term: string
  /** The index has the term. Otherwise it may be a typo, or a word of another field. */
  known: boolean
  /** How much the word tells, 0 to 1: rare words tell more than common ones. */
  weight: number
}

export interface AnalysedQuery {
  words: Word[]
  /** Distinct terms. */
  terms: QueryTerm[]
}

/** Words that are looked at; the rest of a longer text tells no more. */
const MAX_TERMS = 64

/**
 * The catalogue is planned for 37 experts. Rarity is measured against at least so many, so that the first
 * agents of a catalogue are found and refused by the same measure as those of a full one.
 */
const MIN_AGENTS = 37

/** A word that no agent knows tells something, yet less than it seems: names of things of the user's own are such words. */
const UNKNOWN_WEIGHT = 0.75
const WEAK_FACTOR = 0.25

/** How much a term tells, 0 to 1, from the number of agents that have it (at least 1): inverse document frequency, scaled. */
export function weightOf(agentsWithTerm: number, agents: number): number {
  const total = Math.max(agents, MIN_AGENTS)
  return Math.log(1 + (total - agentsWithTerm + 0.5) / (agentsWithTerm + 0.5)) / Math.log(1 + (total - 0.5) / 1.5)
}

/** Takes a query apart. `agentsWith`: how many agents have a term. */
export function analyse(task: string, agentsWith: ReadonlyMap<string, number>, agents: number): AnalysedQuery {
  const words = wordsOf(task)
  const terms = new Map<string, QueryTerm>()
  for (const [position, word] of words.entries()) {
    const [first] = word.terms
    if (first === undefined) continue
    const factor = word.kind === 'weak' ? WEAK_FACTOR : 1
    const known = word.terms.filter((term) => agentsWith.has(term))
    const chosen = known.length === 0 ? [first] : word.unspaced && known[0] !== first ? known : known.slice(0, 1)
    for (const term of chosen) {
      if (terms.has(term) || terms.size >= MAX_TERMS) continue
      const count = agentsWith.get(term)
      const weight = (count === undefined ? UNKNOWN_WEIGHT : weightOf(count, agents)) * factor
      terms.set(term, { position, term, known: count !== undefined, weight: weight / chosen.length })
    }
  }
  return { words, terms: [...terms.values()] }
}
