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
  /** Index terms that stand for it, the best first. Empty for stop words and numbers. */
  terms: string[]
  /** In a script that writes without spaces. */
  unspaced: boolean
}

/** Longer texts are cut before anything looks at them, in UTF-16 code units. */
export const MAX_TEXT = 2000

const STEMMERS = { en: english, es: spanish, fr: french } as const
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}ー]+/u
const STOPS = new Set(Object.values(FUNCTION_WORDS).flatMap((words) => [...words].map(fold)))
const WEAK = new Set([...WEAK_WORDS].flatMap((word) => [fold(word), english(fold(word))]))

/** The words of a text in order. A word of Latin script has the stem of the text's language first, then those of the others: people mix them. */
export function wordsOf(text: string, language?: Language): Word[] {
  const plain = text.slice(0, MAX_TEXT).normalize('NFKC')
  const main = language ?? detectLanguage(plain)
  const words: Word[] = []
  for (const [run] of plain.matchAll(/[\p{L}\p{M}\p{N}ー]+/gu)) {
    const parts = UNSPACED.test(run) ? segment(run, main) : [run]
    words.push(...parts.map((part) => (UNSPACED.test(part) ? unspacedWord(part) : latinWord(part, main))))
  }
  return words
}

/** The terms under which words are indexed: one each, and in unspaced scripts also the parts of the word. */
export const indexTerms = (words: readonly Word[]): string[] =>
  words.flatMap(({ terms, unspaced }) => (unspaced ? terms : terms.slice(0, 1)))

function latinWord(text: string, main: Language): Word {
  const folded = fold(text)
  if (/^\p{N}/u.test(folded)) return { text, kind: 'number', terms: [], unspaced: false }
  if (STOPS.has(folded) || folded.length < 2) return { text, kind: 'stop', terms: [], unspaced: false }
  const order = main === 'es' || main === 'fr' ? ([main, 'en', 'es', 'fr'] as const) : (['en', 'es', 'fr'] as const)
  // A stemmer never sees a word longer than words are.
  const stems = folded.length > 40 ? [folded.slice(0, 40)] : order.map((each) => STEMMERS[each](folded))
  return {
    text,
    kind: WEAK.has(folded) || WEAK.has(english(folded)) ? 'weak' : 'content',
    terms: [...new Set(stems)],
    unspaced: false,
  }
}

function unspacedWord(text: string): Word {
  const folded = fold(text).replace(/(?<=..)ー$/u, '')
  if (/^[\p{N}一二三四五六七八九十百千万亿億]+$/u.test(folded))
    return { text, kind: 'number', terms: [], unspaced: true }
  if (STOPS.has(folded)) return { text, kind: 'stop', terms: [], unspaced: true }
  const parts = /^\p{Script=Han}+$/u.test(folded) ? partsOf(Array.from(folded)) : []
  return { text, kind: WEAK.has(folded) ? 'weak' : 'content', terms: [...new Set([folded, ...parts])], unspaced: true }
}

/** Dictionaries cut Chinese compounds now here, now there; the pairs of their characters meet all the same. */
const partsOf = (characters: readonly string[]): string[] =>
  characters.length > 2
    ? characters.slice(1).map((character, index) => `${characters[index]}${character}`)
    : characters.filter((character) => !STOPS.has(character))

const segmenters = new Map<string, Intl.Segmenter>()

/** Splits a run that is written without spaces. Making a segmenter takes 30 ms, so other scripts, whose words a pattern finds as well, never do. */
function segment(run: string, language: Language): string[] {
  const locale = language === 'ja' ? 'ja' : 'zh'
  let segmenter = segmenters.get(locale)
  if (segmenter === undefined) segmenters.set(locale, (segmenter = new Intl.Segmenter(locale, { granularity: 'word' })))
  return Array.from(segmenter.segment(run), (each) => each.segment)
}

/** Lower case, without the accents of Latin letters; marks of other scripts make other letters and stay. */
function fold(text: string): string {
  const lower = text.normalize('NFKC').toLowerCase()
  return /^[a-z0-9]*$/.test(lower)
    ? lower
    : lower
        .normalize('NFD')
        .replaceAll(/([a-z])\p{M}+/gu, '$1')
        .normalize('NFC')
}
