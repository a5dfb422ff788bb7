import { VERSION_CLAIM } from '../data/versioned-products.ts'
import { matches } from '../find-in.ts'
import { OURS, textsOf } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const factUncited: AgentRule = {
  id: 'fact-uncited',
  title: 'A claim bound to a version has no source',
  severity: 'error',
  basis: 'pattern',
  formats: OURS,
  why: 'What one version does, the next does otherwise. Without a source and a date nobody can tell whether the claim was ever true or still is.',
  fix: 'Add the claim to facts.yaml with its source and cite it: `[^id]` in the same paragraph, list item or table row.',
  sameAs: [],
  find: (agent) =>
    textsOf(agent).flatMap(({ source, markdown }) =>
      markdown.units.flatMap(({ kind, start, end }) => {
        const unit = source.text.slice(start, end)
        // A heading names a subject, and "Read when" names the versions that a reference is about; neither claims anything.
        if (kind === 'heading' || /^[>*_\s]*read when\b/i.test(unit) || /\[\^[\w.-]+\]/.test(unit)) return []
        const [claim] = matches(markdown.words, VERSION_CLAIM, start, end)
        if (claim === undefined) return []
        const message = `The claim about "${claim.text}" cites no fact; add [^id].`
        return [{ source, start: claim.start, end: claim.end, message, evidence: claim.text }]
      }),
    ),
}
