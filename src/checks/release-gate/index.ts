import type { CheckRow } from '../check.ts'
import { GATE_RULES } from './rules/index.ts'
import { CHECK, ruleData } from './rules/rule.ts'

/** Gates of a release, written down before it begins: what is asked, which figure stops it, who answers, how it is taken back. */
export const releaseGate: CheckRow = {
  id: CHECK,
  title:
    'Release gates: numbers with units, an owner and a way back for each, and samples large enough to see what they look for',
  rules: GATE_RULES.map(ruleData),
  engines: [],
  accepts: (path) => /(?:^|[/.])release-gates\.ya?ml$/i.test(path),
  // Not whatever has the word in it: a gateway is none.
  acceptsNamed: (path) => /(?:^|[/._-])gates?\.ya?ml$/i.test(path),
  load: () => import('./check.ts'),
}
