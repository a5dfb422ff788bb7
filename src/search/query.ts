import { editDistance } from '../nearest.ts'
import { queryTerms, type Word, wordsOf } from './terms.ts'

/** A word of a query and the index term it stands for. */
export interface QueryTerm {
  /** Position of the word in the query. */
  position: number
  term: string
  /** How much the word tells, 0 to 1: rare words tell more than common ones. */
  weight: number
  /** Of that, how much counts when an agent has the term: all of it, less for a likely typo, nothing for a word that no agent has. */
  worth: number
}

export interface AnalysedQuery {
  words: Word[]
  /** Distinct terms. */
  terms: QueryTerm[]
}

/** Terms that are looked at; the rest of a longer text tells no more. */
const MAX_TERMS = 48

/** Unknown words for which a near one is looked for. */
const MAX_TYPOS = 8

/**
 * The catalogue is planned for 37 experts. Rarity is measured against at least so many, so that the first
 * agents of a catalogue are found and refused by the same measure as those of a full one.
 */
const MIN_AGENTS = 37

/** A word that no agent has may be the topic or a name of the user's own. */
const UNKNOWN = 0.75
const WEAK = 0.25
const TYPO = 0.6

/** How much a term tells, 0 to 1, from the number of agents that have it (at least 1): inverse document frequency, scaled. */
export function weightOf(agentsWithTerm: number, agents: number): number {
  const total = Math.max(agents, MIN_AGENTS)
  return Math.log(1 + (total - agentsWithTerm + 0.5) / (agentsWithTerm + 0.5)) / Math.log(1 + (total - 0.5) / 1.5)
}

/** What has to be known of the index to take a query apart. */
export interface Vocabulary {
  has: (term: string) => boolean
  /** How much a term of the index tells, 0 to 1. */
  tells: (term: string) => number
  /** Terms of the index by the code of their first character. */
  startingWith: (code: number) => readonly string[]
}

/** Takes a query apart into terms of the index. */
export function analyse(task: string, index: Vocabulary): AnalysedQuery {
  const words = wordsOf(task)
  const terms = new Map<string, QueryTerm>()
  let typos = 0
  for (const [position, word] of words.entries()) {
    const possible = queryTerms(word)
    const [first] = possible
    if (first === undefined || terms.size >= MAX_TERMS) continue
    const factor = word.kind === 'weak' ? WEAK : 1
    const known = possible.filter((term) => index.has(term))
    // A compound that the index does not have as one counts once, spread over the parts that it has.
    const chosen = word.unspaced && known[0] !== first ? known : known.slice(0, 1)
    for (const term of chosen) {
      const weight = (index.tells(term) * factor) / chosen.length
      add(terms, { position, term, weight, worth: weight })
    }
    if (chosen.length > 0) continue
    const meant = word.unspaced || typos++ >= MAX_TYPOS ? undefined : findMeant(first, index)
    const weight = UNKNOWN * factor
    add(terms, { position, term: meant ?? first, weight, worth: meant === undefined ? 0 : weight * TYPO })
  }
  return { words, terms: [...terms.values()] }
}

function add(terms: Map<string, QueryTerm>, term: QueryTerm): void {
  const known = terms.get(term.term)
  if (known === undefined || known.worth < term.worth) terms.set(term.term, term)
}

/**
 * The index term that an unknown word was probably meant to be: one letter off from five letters, two from eight, or the word is its beginning.
 * The first letter is right: people rarely err there, and other words are often one letter off.
 */
function findMeant(word: string, index: Vocabulary): string | undefined {
  if (word.length < 4) return undefined
  const limit = word.length < 5 ? 0 : word.length < 8 ? 1 : 2
  let best: Meant | undefined
  for (const term of index.startingWith(word.charCodeAt(0))) {
    const continues = term.length > word.length && term.startsWith(word)
    if (!continues && Math.abs(term.length - word.length) > limit) continue
    const distance = continues ? 1.5 : editDistance(word, term, limit + 1)
    if (!continues && distance > limit) continue
    const candidate = { term, distance, tells: index.tells(term) }
    if (best === undefined || isLikelier(candidate, best)) best = candidate
  }
  return best?.term
}

type Meant = { term: string; distance: number; tells: number }

/** Nearer, else more common, else earlier in the alphabet. */
const isLikelier = (a: Meant, b: Meant): boolean =>
  a.distance !== b.distance ? a.distance < b.distance : a.tells !== b.tells ? a.tells < b.tells : a.term < b.term
