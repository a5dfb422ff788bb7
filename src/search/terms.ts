import { stemmer as english } from '@orama/stemmers/english'
import { stemmer as french } from '@orama/stemmers/french'
import { stemmer as spanish } from '@orama/stemmers/spanish'
import type { Language } from '../catalog/agent.ts'
import { detectLanguage } from './language.ts'
import { FUNCTION_WORDS, WEAK_WORDS } from './stop-words.ts'

export interface Word {
  /** As written, after Unicode normalisation. */
  text: string
  /**
   * content: says something of the topic; weak: occurs in requests of any kind; stop: holds the sentence together;
   * number: a quantity, which is never the topic itself.
   */
  kind: 'content' | 'weak' | 'stop' | 'number'
  /** In a script that is written without spaces. */
  unspaced: boolean
  /** Lower case, without accents. */
  folded: string
  language: Language
}

/** Longer texts are cut before anything looks at them; UTF-16 code units. */
export const MAX_TEXT = 2000

const STEMMERS = { en: english, es: spanish, fr: french } as const
const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u
const CHINESE_NUMBER = /^[\p{N}一二三四五六七八九十百千万亿億]+$/u

/** The words of a text in order. The language is guessed when it is not given. */
export function wordsOf(text: string, language?: Language): Word[] {
  const plain = text.slice(0, MAX_TEXT).normalize('NFKC')
  // Unicode properties in patterns and making a segmenter cost milliseconds, which plain English need not pay.
  const isPlain = /^[\0-\x7f]*$/.test(plain)
  const runs = plain.match(isPlain ? /[A-Za-z0-9]+/g : /[\p{L}\p{M}\p{N}]+/gu) ?? []
  const folded = runs.map((run) => (isPlain ? run.toLowerCase() : fold(run)))
  const spoken = language ?? detectLanguage(plain.toLowerCase(), folded)
  if (isPlain || !UNSPACED.test(plain)) return runs.map((run, index) => spacedWord(run, folded[index] ?? '', spoken))
  return runs.flatMap((run) =>
    segment(run, spoken).map((part) => {
      const lower = fold(part)
      return UNSPACED.test(part) ? unspacedWord(part, lower, spoken) : spacedWord(part, lower, spoken)
    }),
  )
}

/** The terms under which a word is indexed: one, and in Chinese characters also the parts of a compound. Empty for stop words and numbers. */
export function indexTerms({ kind, unspaced, folded, language }: Word): string[] {
  if (kind === 'stop' || kind === 'number') return []
  return unspaced ? [folded, ...partsOf(folded)] : [stem(folded, spaced(language))]
}

/** The terms a word of a query may stand for, the best first: people mix languages, so a word may have the stem of another one. */
export function queryTerms(word: Word): string[] {
  if (word.kind === 'stop' || word.kind === 'number' || word.unspaced) return indexTerms(word)
  const first = spaced(word.language)
  return [...new Set([first, 'en', 'es', 'fr'] as const)].map((language) => stem(word.folded, language))
}

function spacedWord(text: string, folded: string, language: Language): Word {
  const kind = /^\d/.test(folded)
    ? 'number'
    : isStop(folded) || folded.length < 2
      ? 'stop'
      : isWeak(folded)
        ? 'weak'
        : 'content'
  return { text, kind, unspaced: false, folded, language }
}

function unspacedWord(text: string, lower: string, language: Language): Word {
  // サーバー and サーバ are one word.
  const folded = lower.replace(/(?<=..)ー$/, '')
  const kind = CHINESE_NUMBER.test(folded)
    ? 'number'
    : isStop(folded)
      ? 'stop'
      : WEAK_WORDS.has(folded)
        ? 'weak'
        : 'content'
  return { text, kind, unspaced: true, folded, language }
}

const isStop = (folded: string): boolean =>
  FUNCTION_WORDS.en.has(folded) ||
  FUNCTION_WORDS.es.has(folded) ||
  FUNCTION_WORDS.fr.has(folded) ||
  FUNCTION_WORDS.ja.has(folded) ||
  FUNCTION_WORDS['zh-CN'].has(folded)

/** Also with the endings of English: change, changes, changed, changing. */
function isWeak(folded: string): boolean {
  if (WEAK_WORDS.has(folded)) return true
  const base = folded.replace(/(?:ing|ed|es|s|d)$/, '')
  return base !== folded && (WEAK_WORDS.has(base) || WEAK_WORDS.has(`${base}e`))
}

const spaced = (language: Language): keyof typeof STEMMERS => (language === 'es' || language === 'fr' ? language : 'en')

/** Words whose stems are kept, for each language: more than a catalogue has, and a bound for what strangers send. */
const MOST_STEMS = 20_000
const stems = { en: new Map<string, string>(), es: new Map<string, string>(), fr: new Map<string, string>() }

/** No word of these languages is as long as 40 letters; a stemmer is not shown such a thing. */
function stem(folded: string, language: keyof typeof STEMMERS): string {
  if (folded.length > 40) return folded.slice(0, 40)
  const known = stems[language]
  const kept = known.get(folded)
  if (kept !== undefined) return kept
  if (known.size >= MOST_STEMS) known.clear()
  const found = STEMMERS[language](folded)
  known.set(folded, found)
  return found
}

/** Dictionaries cut Chinese compounds now here, now there; the pairs of their characters meet all the same. */
function partsOf(folded: string): string[] {
  if (!/^\p{Script=Han}{2,}$/u.test(folded)) return []
  const characters = Array.from(folded)
  if (characters.length === 2) return characters.filter((character) => !isStop(character))
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`)
}

const segmenters = new Map<string, Intl.Segmenter>()

function segment(run: string, language: Language): string[] {
  const locale = language === 'ja' ? 'ja' : 'zh'
  let segmenter = segmenters.get(locale)
  if (segmenter === undefined) segmenters.set(locale, (segmenter = new Intl.Segmenter(locale, { granularity: 'word' })))
  return Array.from(segmenter.segment(run), (each) => each.segment)
}

/** Lower case, without the accents of Latin letters; the marks of other scripts make other letters and stay. */
const fold = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/(?<=[a-z])\p{M}+/gu, '')
    .normalize('NFC')
