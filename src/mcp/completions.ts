import {
  type CompleteRequest,
  type CompleteResult,
  ProtocolError,
  ProtocolErrorCode,
} from '@modelcontextprotocol/server'
import type { Snapshot } from '../catalog/agent.ts'
import type { Surface } from './surface.ts'
import { TEMPLATES } from './resources.ts'

/** The protocol's limit. */
const MOST = 100

/** What the client's user may be about to type: tasks for a prompt, names for a resource template. */
export async function complete(
  { context }: Surface,
  { ref, argument, context: filledIn }: CompleteRequest['params'],
): Promise<CompleteResult> {
  const snapshot = context.snapshot()
  const known =
    ref.type === 'ref/prompt'
      ? tasks(snapshot, ref.name, argument.name)
      : await variables(snapshot, ref.uri, argument.name, filledIn?.arguments ?? {})
  const typed = argument.value.toLowerCase()
  const starting = known.filter((value) => value.toLowerCase().startsWith(typed))
  const containing = known.filter(
    (value) => !value.toLowerCase().startsWith(typed) && value.toLowerCase().includes(typed),
  )
  const all = [...starting, ...containing]
  return { completion: { values: all.slice(0, MOST), total: all.length, hasMore: all.length > MOST } }
}

function tasks(snapshot: Snapshot, prompt: string, argument: string): readonly string[] {
  const agent = snapshot.get(prompt)
  if (agent === undefined)
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, `there is no prompt "${prompt.slice(0, 80)}"`)
  return argument === 'task' ? agent.routing.examples : []
}

async function variables(
  snapshot: Snapshot,
  template: string,
  argument: string,
  filledIn: Record<string, string>,
): Promise<readonly string[]> {
  switch (template) {
    case TEMPLATES.agent:
    case TEMPLATES.reference:
      if (argument === 'name')
        return snapshot.agents
          .filter(({ references }) => template === TEMPLATES.agent || references.length > 0)
          .map(({ name }) => name)
      return argument === 'topic' ? topics(snapshot, filledIn['name']) : []
    case TEMPLATES.rule:
      return ruleParts(argument, filledIn['check'])
    case TEMPLATES.skill:
      return argument === 'path' ? snapshot.agents.map(({ name }) => `${name}/SKILL.md`) : []
    default:
      throw new ProtocolError(
        ProtocolErrorCode.InvalidParams,
        `there is no resource template "${template.slice(0, 80)}"`,
      )
  }
}

function topics(snapshot: Snapshot, name: string | undefined): string[] {
  const agents = name === undefined ? snapshot.agents : [snapshot.get(name)]
  return unique(agents.flatMap((agent) => agent?.references ?? []).map(({ topic }) => topic))
}

async function ruleParts(argument: string, check: string | undefined): Promise<string[]> {
  const { listRules } = await import('../operations/rules.ts')
  const ids = (await listRules({})).rules.map(({ id }) => id.split('/', 2) as [string, string])
  if (argument === 'check') return unique(ids.map(([of]) => of))
  return argument === 'rule' ? ids.filter(([of]) => check === undefined || of === check).map(([, rule]) => rule) : []
}

const unique = (values: readonly string[]): string[] => [...new Set(values)].sort()
