/** Words that say nothing about the subject of an English sentence. */
const STOP = new Set(
  'a an and are as at be but by can do for from has have how if in into is it its must not of on or that the their them then there these this to use used uses using was were what when where which while who with you your'.split(
    ' ',
  ),
)

/** Lower-case words that carry meaning. */
export const wordsOf = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+(?:[-'_][\p{L}\p{N}]+)*/gu) ?? []).filter((word) => !STOP.has(word))

/** How often each word that carries meaning stands in a text. */
export type Bag = ReadonlyMap<string, number>

export function bagOf(text: string): Bag {
  const counts = new Map<string, number>()
  for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** Cosine of two bags of words, 0 to 1. */
export function cosine(a: Bag, b: Bag): number {
  let product = 0
  for (const [word, times] of a) product += times * (b.get(word) ?? 0)
  const norm = length(a) * length(b)
  return norm === 0 ? 0 : product / norm
}

/** Share of words that two texts have in common, of all words they have: 0 to 1. */
export function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0
  for (const word of a) if (b.has(word)) common += 1
  const all = a.size + b.size - common
  return all === 0 ? 0 : common / all
}

const length = (counts: Bag): number => Math.sqrt([...counts.values()].reduce((sum, times) => sum + times * times, 0))
