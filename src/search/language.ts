import type { Language } from '../catalog/agent.ts'
import { FUNCTION_WORDS } from './stop-words.ts'

const MARKS: readonly (readonly [RegExp, 'es' | 'fr'])[] = [
  [/[ñ¿¡]/u, 'es'],
  [/[çœæèêëîïûùâ]|\b[cdjlnst]['’]/u, 'fr'],
  [/[áíóú]/u, 'es'],
]

/** The language of a short text, by script, function words and letters; English when nothing speaks for another. */
export function detectLanguage(text: string): Language {
  const lower = text.toLowerCase()
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(lower)) return 'ja'
  if (/\p{Script=Han}/u.test(lower)) return 'zh-CN'
  const votes = { en: 0, es: 0, fr: 0 }
  for (const [word] of lower.matchAll(/\p{L}+/gu)) {
    for (const language of ['en', 'es', 'fr'] as const) if (FUNCTION_WORDS[language].has(word)) votes[language] += 1
  }
  for (const [pattern, language] of MARKS) if (pattern.test(lower)) votes[language] += 1.5
  if (votes.es > votes.en && votes.es >= votes.fr) return 'es'
  return votes.fr > votes.en ? 'fr' : 'en'
}
