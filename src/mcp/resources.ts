import {
  type ListResourcesResult,
  type ListResourceTemplatesResult,
  type ReadResourceResult,
  ResourceNotFoundError,
} from '@modelcontextprotocol/server'
import type { Snapshot } from '../catalog/agent.ts'
import { UsageError } from '../usage-error.ts'
import { describeOrigin } from './origin.ts'
import type { Surface } from './surface.ts'
import { describeRule, fitExplanation } from './tools/explain-rule.ts'

const MARKDOWN = 'text/markdown'

export const TEMPLATES = {
  agent: 'agent://{name}',
  reference: 'agent://{name}/references/{topic}',
  rule: 'rule://{check}/{rule}',
  skill: 'skill://{+path}',
} as const

const TEMPLATE_LIST: ListResourceTemplatesResult = {
  resourceTemplates: [
    { name: 'agent', title: 'Agent', uriTemplate: TEMPLATES.agent, mimeType: MARKDOWN },
    { name: 'reference', title: 'Reference of an agent', uriTemplate: TEMPLATES.reference, mimeType: MARKDOWN },
    { name: 'rule', title: 'Rule', uriTemplate: TEMPLATES.rule, mimeType: MARKDOWN },
    { name: 'skill', title: 'File of an agent as a skill', uriTemplate: TEMPLATES.skill, mimeType: MARKDOWN },
  ],
}

export const listTemplates = (): ListResourceTemplatesResult => TEMPLATE_LIST

/** Agents and their references. Rules and skills are reached through their templates. */
export function listResources(snapshot: Snapshot): ListResourcesResult {
  const resources = snapshot.agents.flatMap(({ name, title, references }) => [
    { uri: `agent://${name}`, name, title, mimeType: MARKDOWN },
    ...references.map(({ topic, title, readWhen }) => ({
      uri: `agent://${name}/references/${topic}`,
      name: `${name}/${topic}`,
      title,
      ...(readWhen !== '' && { description: readWhen }),
      mimeType: MARKDOWN,
    })),
  ])
  return { resources }
}

/** Throws ResourceNotFoundError for anything that is not there. */
export async function readResource(surface: Surface, uri: string): Promise<ReadResourceResult> {
  const text = await readText(surface, uri)
  if (text === undefined) throw new ResourceNotFoundError(uri.slice(0, 500))
  return { contents: [{ uri, mimeType: MARKDOWN, text }] }
}

async function readText({ context }: Surface, uri: string): Promise<string | undefined> {
  const [, scheme, host = '', path = ''] =
    /^(agent|rule|skill):\/\/([^/?#]{1,200})(?:\/([^?#]{1,400}))?$/.exec(uri) ?? []
  if (scheme === 'agent') return readAgent(context.snapshot(), host, path)
  if (scheme === 'rule') return path === '' ? undefined : readRule(context, `${host}/${path}`)
  if (scheme === 'skill') return (await import('./skills.ts')).readSkillFile(context.snapshot(), uri)
  return undefined
}

async function readAgent(snapshot: Snapshot, name: string, part: string): Promise<string | undefined> {
  const agent = snapshot.get(name)
  if (agent === undefined) return undefined
  if (part !== '' && !/^references\/[^/]+$/.test(part)) return undefined
  const text = await snapshot.read(agent, part === '' ? undefined : part)
  return text === undefined ? undefined : describeOrigin(agent) + text
}

async function readRule(context: Surface['context'], rule: string): Promise<string | undefined> {
  const { explainRule } = await import('../operations/rules.ts')
  try {
    const explanation = await explainRule(context, { rule })
    return explanation.rule.id === rule ? describeRule(fitExplanation(explanation)) : undefined
  } catch (error) {
    if (error instanceof UsageError) return undefined
    throw error
  }
}
