import { absolutes } from './rules/absolutes.ts'
import { aliasConflict } from './rules/alias-conflict.ts'
import { alwaysNeverTail } from './rules/always-never-tail.ts'
import { blockParses } from './rules/block-parses.ts'
import { bodyLength } from './rules/body-length.ts'
import { budget } from './rules/budget.ts'
import { contradiction } from './rules/contradiction.ts'
import { dataFile } from './rules/data-file.ts'
import { deadTechnology } from './rules/dead-technology.ts'
import { definitionMissing } from './rules/definition-missing.ts'
import { description } from './rules/description.ts'
import { descriptionLength } from './rules/description-length.ts'
import { descriptionNotFor } from './rules/description-not-for.ts'
import { descriptionWhen } from './rules/description-when.ts'
import { destructiveUnconfirmed } from './rules/destructive-unconfirmed.ts'
import { duplicateDescription } from './rules/duplicate-description.ts'
import { duplicateText } from './rules/duplicate-text.ts'
import { encodedPayload } from './rules/encoded-payload.ts'
import { factSource } from './rules/fact-source.ts'
import { factStale } from './rules/fact-stale.ts'
import { factUncited } from './rules/fact-uncited.ts'
import { factUnknown } from './rules/fact-unknown.ts'
import { factUnused } from './rules/fact-unused.ts'
import { fenceLanguage } from './rules/fence-language.ts'
import { fenceUnclosed } from './rules/fence-unclosed.ts'
import { frontMatter } from './rules/front-matter.ts'
import { handoffNotReciprocal } from './rules/handoff-not-reciprocal.ts'
import { handoffSection } from './rules/handoff-section.ts'
import { handoffSelf } from './rules/handoff-self.ts'
import { handoffUnknown } from './rules/handoff-unknown.ts'
import { headingJump } from './rules/heading-jump.ts'
import { hiddenUnicode } from './rules/hidden-unicode.ts'
import { keyUnknown } from './rules/key-unknown.ts'
import { keys } from './rules/keys.ts'
import { name } from './rules/name.ts'
import { orphan } from './rules/orphan.ts'
import { outputContract } from './rules/output-contract.ts'
import { placeholder } from './rules/placeholder.ts'
import { prohibitionWithoutAlternative } from './rules/prohibition-without-alternative.ts'
import { referenceLink } from './rules/reference-link.ts'
import { referenceOrphan } from './rules/reference-orphan.ts'
import { referenceReadWhen } from './rules/reference-read-when.ts'
import { relativeDate } from './rules/relative-date.ts'
import { remoteExecution } from './rules/remote-execution.ts'
import { restated } from './rules/restated.ts'
import { routingMissing } from './rules/routing-missing.ts'
import { ruleDuplicate } from './rules/rule-duplicate.ts'
import { ruleIdUnknown } from './rules/rule-id-unknown.ts'
import { ruleNotCheckable } from './rules/rule-not-checkable.ts'
import { secret } from './rules/secret.ts'
import { sections } from './rules/sections.ts'
import { sqlEngine } from './rules/sql-engine.ts'
import { tautology } from './rules/tautology.ts'
import { toolsExcess } from './rules/tools-excess.ts'
import { toolsUnknown } from './rules/tools-unknown.ts'
import { triggerConflict } from './rules/trigger-conflict.ts'
import { vagueWords } from './rules/vague-words.ts'
import { verificationStep } from './rules/verification-step.ts'
import type { AgentRule } from './rule.ts'

/** Every rule, in the order of an agent file: structure, blocks, graph, rules, facts, words, output, safety. */
export const AGENT_RULES: readonly AgentRule[] = [
  definitionMissing,
  frontMatter,
  keys,
  keyUnknown,
  name,
  description,
  descriptionLength,
  descriptionWhen,
  descriptionNotFor,
  sections,
  headingJump,
  alwaysNeverTail,
  budget,
  bodyLength,
  referenceLink,
  referenceOrphan,
  referenceReadWhen,
  fenceUnclosed,
  fenceLanguage,
  sqlEngine,
  blockParses,
  handoffUnknown,
  handoffSelf,
  handoffNotReciprocal,
  handoffSection,
  orphan,
  aliasConflict,
  triggerConflict,
  routingMissing,
  dataFile,
  duplicateDescription,
  duplicateText,
  ruleIdUnknown,
  ruleNotCheckable,
  ruleDuplicate,
  prohibitionWithoutAlternative,
  factUncited,
  factUnknown,
  factUnused,
  factSource,
  factStale,
  deadTechnology,
  relativeDate,
  contradiction,
  absolutes,
  restated,
  vagueWords,
  tautology,
  placeholder,
  verificationStep,
  outputContract,
  hiddenUnicode,
  encodedPayload,
  secret,
  toolsUnknown,
  toolsExcess,
  destructiveUnconfirmed,
  remoteExecution,
]
