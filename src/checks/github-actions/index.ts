import type { CheckRow } from '../check.ts'
import { ACTIONS_RULES } from './rules/index.ts'
import { ruleData } from './rules/rule.ts'

const isWorkflow = (path: string): boolean => /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(path)
/** A composite action of the repository; its folder is its name. */
const isAction = (path: string): boolean => /(?:^|\/)action\.ya?ml$/.test(path)

/** Workflows and composite actions: what GitHub's own parser refuses, and what hands the repository to strangers. */
export const githubActions: CheckRow = {
  id: 'github-actions',
  title: "GitHub Actions: read by GitHub's own parser, then looked at for what strangers can do with them",
  rules: ACTIONS_RULES.map(ruleData),
  engines: [],
  accepts: (path) => isWorkflow(path) || isAction(path),
  acceptsNamed: (path) => isWorkflow(path) || isAction(path) || /(?:^|\/)workflows\/[^/]+\.ya?ml$/.test(path),
  // A workflow calls others, and actions that lie in the repository.
  companions: (path) => isWorkflow(path) || isAction(path),
  load: () => import('./check.ts'),
}
