import { botCondition, unsoundContains } from './conditions.ts'
import { longLivedCloudKey, persistedCredentials, plainPassword } from './credentials.ts'
import { allSecrets, inputInScript, scriptInjection, secretInScript } from './injection.ts'
import { wrongActionInput } from './local-actions.ts'
import { conditionAlwaysTrue, invalidWorkflow, scheduleTooOften, syntax, unknownContext } from './parser.ts'
import { excessivePermissions, missingPermissions } from './permissions.ts'
import { retiredAction, unpinnedAction, unpinnedImage } from './pins.ts'
import type { ActionsRule } from './rule.ts'
import { disabledCommand, retiredRunner, unknownShell } from './runners.ts'
import { missingConcurrency, missingTimeout, pullRequestTargetCheckout } from './triggers.ts'

export const ACTIONS_RULES: readonly ActionsRule[] = [
  allSecrets,
  botCondition,
  conditionAlwaysTrue,
  disabledCommand,
  excessivePermissions,
  inputInScript,
  invalidWorkflow,
  longLivedCloudKey,
  missingConcurrency,
  missingPermissions,
  missingTimeout,
  persistedCredentials,
  plainPassword,
  pullRequestTargetCheckout,
  retiredAction,
  retiredRunner,
  scheduleTooOften,
  scriptInjection,
  secretInScript,
  syntax,
  unknownContext,
  unknownShell,
  unpinnedAction,
  unpinnedImage,
  unsoundContains,
  wrongActionInput,
]
