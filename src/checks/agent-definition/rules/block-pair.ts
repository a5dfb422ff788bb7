import { OURS, textsOf } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const blockPair: AgentRule = {
  id: 'block-pair',
  title: 'A block shows what is bad and none shows what is good',
  severity: 'warning',
  basis: 'parsed',
  formats: OURS,
  why: 'Models repeat what they are shown. A bad block alone teaches the mistake.',
  fix: 'Follow `bad <rule>` with a block tagged `good <rule>` in the same file.',
  sameAs: [],
  find: (agent) =>
    textsOf(agent).flatMap(({ source, markdown: { fences } }) => {
      const good = new Set(fences.flatMap(({ info }) => ruleAfter(info, 'good') ?? []))
      return fences.flatMap(({ info, opening }) => {
        const rule = ruleAfter(info, 'bad')
        if (rule === undefined || good.has(rule)) return []
        return [{ source, ...opening, message: `No block of this file shows the good form for "${rule}".` }]
      })
    }),
}

function ruleAfter(info: readonly string[], word: string): string | undefined {
  const index = info.indexOf(word)
  return index === -1 ? undefined : (info[index + 1] ?? '')
}
