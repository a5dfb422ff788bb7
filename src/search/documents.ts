import type { Agent, Language } from '../catalog/agent.ts'
import { indexTerms, type Word, wordsOf } from './terms.ts'

/** What the index knows of an agent's fields: terms joined by spaces. */
export interface AgentDocument extends Record<(typeof FIELDS)[number], string> {
  id: string
}

export const FIELDS = ['name', 'aliases', 'title', 'description', 'examples', 'keywords'] as const

/** How much a match in a field counts. Examples are how people ask; a description also says what other agents do. */
export const FIELD_WEIGHTS: Readonly<Record<(typeof FIELDS)[number], number>> = {
  name: 3,
  aliases: 3,
  title: 2,
  description: 1,
  examples: 2,
  keywords: 2.5,
}

/** A request that an agent's author wrote down. */
export interface KnownRequest {
  text: string
  /** Distinct terms: of the content words, and in a keyword phrase also of the weak ones. */
  terms: readonly string[]
  /** example: for this agent; keyword: a phrase of its field; miss: for another agent or none. */
  kind: 'example' | 'keyword' | 'miss'
  /** Of a miss: whose it is; null for nobody's. */
  to?: string | null
}

export function documentOf(agent: Agent): AgentDocument {
  const { routing } = agent
  const join = (texts: readonly string[], language?: Language): string =>
    texts.map((text) => indexTerms(wordsOf(text, language)).join(' ')).join(' ')
  return {
    id: agent.name,
    name: join([agent.name], 'en'),
    aliases: join(routing.aliases, 'en'),
    title: join([agent.title]),
    description: join([positivePart(agent.description)]),
    examples: join(routing.examples),
    keywords: keywordsOf(agent)
      .map(([language, keywords]) => join(keywords, language))
      .join(' '),
  }
}

export function requestsOf(agent: Agent): KnownRequest[] {
  const request = (kind: KnownRequest['kind'], text: string, language?: Language): KnownRequest => ({
    kind,
    text,
    terms: distinctTerms(wordsOf(text, language).filter((word) => kind === 'keyword' || word.kind === 'content')),
  })
  return [
    ...agent.routing.examples.map((text) => request('example', text)),
    ...keywordsOf(agent).flatMap(([language, keywords]) => keywords.map((text) => request('keyword', text, language))),
    ...agent.routing.nearMisses.map(({ request: text, to }) => ({ ...request('miss', text), to })),
  ].filter(({ terms }) => terms.length > 0)
}

const distinctTerms = (words: readonly Word[]): string[] => [
  ...new Set(words.flatMap(({ terms }) => terms.slice(0, 1))),
]

const keywordsOf = (agent: Agent): [Language, readonly string[]][] =>
  Object.entries(agent.routing.keywords) as [Language, readonly string[]][]

/** The description without "Not for …": what an agent is not for would otherwise draw exactly those requests. */
const positivePart = (description: string): string => description.replace(/(?<=^|[.;] )Not for\b[\s\S]*$/i, '')
