import type { Postings } from './postings.ts'
import { type Vocabulary, weightOf } from './query.ts'

/** The vocabulary of an index. */
export function vocabularyOf({ agents, terms }: Postings): Vocabulary {
  const weights: number[] = []
  const tells = (term: string): number => {
    const count = Math.max(1, (terms.get(term)?.length ?? 0) / 3)
    return (weights[count] ??= weightOf(count, agents.length))
  }
  let byFirst: Map<number, string[]> | undefined
  const startingWith = (code: number): readonly string[] => (byFirst ??= groupByFirst(terms.keys())).get(code) ?? []
  return { has: (term) => terms.has(term), tells, startingWith }
}

function groupByFirst(terms: Iterable<string>): Map<number, string[]> {
  const groups = new Map<number, string[]>()
  for (const term of terms) {
    const code = term.charCodeAt(0)
    const group = groups.get(code)
    if (group === undefined) groups.set(code, [term])
    else group.push(term)
  }
  return groups
}
