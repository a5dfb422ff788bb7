import type { Language } from '../catalog/agent.ts'
import { FUNCTION_WORDS } from './stop-words.ts'

/** Letters that only one of the languages has. */
const LETTERS: readonly (readonly [RegExp, 'es' | 'fr'])[] = [
  [/[ñ¿¡áíóú]/, 'es'],
  [/[çœæèêëîïûùâ]|\b[cdjlnst]['’]/, 'fr'],
]

/** The language of a short text, by script, function words and letters; English when nothing speaks for another. Expects lower case. */
export function detectLanguage(text: string, words: readonly string[]): Language {
  if (/[\u3040-\u30ff]/.test(text)) return 'ja'
  if (/[\u3400-\u9fff]/.test(text)) return 'zh-CN'
  const votes = { en: 0, es: 0, fr: 0 }
  for (const word of words) {
    for (const language of ['en', 'es', 'fr'] as const) if (FUNCTION_WORDS[language].has(word)) votes[language] += 1
  }
  for (const [pattern, language] of LETTERS) if (pattern.test(text)) votes[language] += 1.5
  if (votes.es > votes.en && votes.es >= votes.fr) return 'es'
  return votes.fr > votes.en ? 'fr' : 'en'
}
