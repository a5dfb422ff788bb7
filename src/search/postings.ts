import type { Agent, Language } from '../catalog/agent.ts'
import { indexTerms, wordsOf } from './terms.ts'

export const FIELDS = ['name', 'aliases', 'title', 'description', 'examples', 'keywords'] as const
export type Field = (typeof FIELDS)[number]

/** How much a word in a field counts. Examples are how people ask; a description also tells what others do. */
const BOOST: Readonly<Record<Field, number>> = {
  name: 3,
  aliases: 3,
  title: 2,
  description: 1,
  examples: 2,
  keywords: 2.5,
}

/** The requests that the author of an agent wrote down, as index terms; parallel to its routing. */
export interface KnownRequests {
  examples: string[][]
  /** Of all languages. */
  keywords: string[][]
  nearMisses: string[][]
}

/**
 * An inverted index. It is a plain table because it has to be read within milliseconds when a command starts;
 * building the tree of a search library from its stored form took longer than everything else together.
 */
export interface Postings {
  /** Name by number; undefined for one that was taken out. */
  agents: (string | undefined)[]
  /** By agent, written as text: most are never looked at. */
  requests: string[]
  /** By term: for each agent that has it, in ascending order, three numbers: agent, impact in thousandths, bits of the fields. */
  terms: Map<string, number[]>
}

export const emptyPostings = (): Postings => ({ agents: [], requests: [], terms: new Map() })

/** Adds agents and returns the postings. */
export function addAgents(postings: Postings, agents: readonly Agent[]): Postings {
  for (const agent of agents) {
    const number = postings.agents.push(agent.name) - 1
    const texts = textsOf(agent)
    postings.requests.push(writeRequests(agent))
    for (const [term, { frequency, fields }] of countTerms(texts)) {
      const impact = Math.round((1000 * frequency) / (frequency + SATURATION))
      const list = postings.terms.get(term)
      if (list === undefined) postings.terms.set(term, [number, impact, fields])
      else list.push(number, impact, fields)
    }
  }
  return postings
}

/** Frequency at which a term has half of its full impact: the k of BM25. Length is not held against an agent: many examples are care, not chatter. */
const SATURATION = 3

type Text = [field: Field, text: string, language?: Language]

function textsOf({ name, title, description, routing }: Agent): Text[] {
  return [
    ['name', name, 'en'],
    ['title', title],
    ['description', withoutNotFor(description)],
    ...routing.aliases.map((alias): Text => ['aliases', alias, 'en']),
    ...routing.examples.map((example): Text => ['examples', example]),
    ...keywordsOf(routing).map(([language, keyword]): Text => ['keywords', keyword, language]),
  ]
}

function countTerms(texts: readonly Text[]): Map<string, { frequency: number; fields: number }> {
  const counts = new Map<string, { frequency: number; fields: number }>()
  for (const [field, text, language] of texts) {
    for (const term of wordsOf(text, language).flatMap(indexTerms)) {
      const count = counts.get(term) ?? { frequency: 0, fields: 0 }
      count.frequency += BOOST[field]
      count.fields |= 1 << FIELDS.indexOf(field)
      counts.set(term, count)
    }
  }
  return counts
}

function writeRequests({ routing }: Agent): string {
  // Weak words make a phrase ("add column") and only blur a sentence.
  const content = (text: string): string => termsIn(text, undefined, false)
  return [
    routing.examples.map(content),
    keywordsOf(routing).map(([language, keyword]) => termsIn(keyword, language, true)),
    routing.nearMisses.map(({ request }) => content(request)),
  ]
    .map((requests) => requests.join(','))
    .join(';')
}

/** The requests of the agent of a number. Terms hold letters and digits only, so the separators cannot occur in them. */
export function requestsOf({ requests }: Postings, agent: number): KnownRequests {
  const [examples = [], keywords = [], nearMisses = []] = (requests[agent] ?? '')
    .split(';')
    .map((part) => part.split(',').map((request) => request.split(' ').filter((term) => term !== '')))
  return { examples, keywords, nearMisses }
}

function termsIn(text: string, language: Language | undefined, withWeak: boolean): string {
  const words = wordsOf(text, language).filter(({ kind }) => withWeak || kind === 'content')
  return [...new Set(words.flatMap((word) => indexTerms(word).slice(0, 1)))].join(' ')
}

const keywordsOf = ({ keywords }: Agent['routing']): [Language, string][] =>
  (Object.entries(keywords) as [Language, readonly string[]][]).flatMap(([language, list]) =>
    list.map((keyword): [Language, string] => [language, keyword]),
  )

/** What an agent is not for would otherwise draw exactly those requests. */
const withoutNotFor = (description: string): string => description.replace(/(?<=^|[.;] )Not for\b[\s\S]*$/i, '')

export const writePostings = ({ agents, requests, terms }: Postings): string =>
  JSON.stringify({ agents, requests, terms: Object.fromEntries(terms) })

export function readPostings(text: string): Postings {
  const { agents, requests, terms } = JSON.parse(text) as Omit<Postings, 'terms'> & { terms: Record<string, number[]> }
  return { agents, requests, terms: new Map(Object.entries(terms)) }
}
