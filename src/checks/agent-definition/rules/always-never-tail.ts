import { OURS } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const alwaysNeverTail: AgentRule = {
  id: 'always-never-tail',
  title: 'A closing list of Always and Never restates the rules',
  severity: 'warning',
  basis: 'pattern',
  formats: OURS,
  why: 'Such lists take a tenth of a file and say again what the rules say, in other words. The two drift apart, and the model reads both.',
  fix: 'Put the prohibition into the row of its rule, with the alternative, and remove the list.',
  sameAs: [],
  find: ({ definition }) =>
    (definition?.markdown.headings ?? []).flatMap(({ text, start, end }) => {
      if (
        !/^(?:always|never|do(?:n'?t|n’t| not)?s?|remember|golden rules|key principles|constraints)\b(?: ?[/&] ?\w+'?t?| and \w+)?:?$/i.test(
          text,
        )
      )
        return []
      const message = `The section "${text}" restates rules; put each into the row of its rule.`
      return definition === undefined ? [] : [{ source: definition.source, start, end, message }]
    }),
}
