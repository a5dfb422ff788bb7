import { readYamlText, type YamlText } from '../yaml-text.ts'
import type { Source } from '../check.ts'

export interface Step {
  /** Keys and indices from the root. */
  path: readonly PropertyKey[]
  value: Readonly<Record<string, unknown>>
  uses: Uses | undefined
  run: string | undefined
}

export interface Job {
  id: string
  path: readonly PropertyKey[]
  value: Readonly<Record<string, unknown>>
  steps: Step[]
  /** Of a reusable workflow. */
  uses: Uses | undefined
}

/** What stands behind `uses:`. */
export interface Uses {
  text: string
  kind: 'local' | 'docker' | 'remote'
  /** `owner/repository`, lower case; empty unless remote. */
  repository: string
  /** What stands behind the @. */
  ref: string
}

/** A workflow, or an action whose steps are `runs.steps`; then there is one job without a name. */
export interface Workflow {
  source: Source
  yaml: YamlText
  kind: 'workflow' | 'action'
  value: Readonly<Record<string, unknown>>
  triggers: ReadonlySet<string>
  jobs: Job[]
}

/** Characters. GitHub takes 512 KB. */
const LIMITS = { length: 512 * 1024, aliases: 200 }

/** Never throws; a file that cannot be read has no jobs, and `yaml.error`. */
export function readWorkflow(source: Source): Workflow {
  const yaml = readYamlText(source, 0, source.text.length, LIMITS)
  const value = record(yaml.value)
  const kind = /(?:^|\/)action\.ya?ml$/.test(source.path) ? 'action' : 'workflow'
  const jobs =
    kind === 'action'
      ? [
          {
            id: '',
            path: ['runs'],
            value: record(value['runs']),
            steps: stepsIn(record(value['runs']), ['runs']),
            uses: undefined,
          },
        ]
      : Object.entries(record(value['jobs'])).map(([id, job]): Job => {
          const path = ['jobs', id]
          return { id, path, value: record(job), steps: stepsIn(record(job), path), uses: usesOf(record(job)['uses']) }
        })
  return { source, yaml, kind, value, triggers: triggersOf(value), jobs }
}

function stepsIn({ steps }: Readonly<Record<string, unknown>>, path: readonly PropertyKey[]): Step[] {
  if (!Array.isArray(steps)) return []
  return steps.map((step, at): Step => {
    const value = record(step)
    return { path: [...path, 'steps', at], value, uses: usesOf(value['uses']), run: textOf(value['run']) }
  })
}

/** `on: push`, `on: [push]` and `on: { push: … }`; YAML 1.2 reads `on` as a word. */
function triggersOf({ on }: Readonly<Record<string, unknown>>): Set<string> {
  if (typeof on === 'string') return new Set([on])
  return new Set(
    Array.isArray(on) ? on.filter((each): each is string => typeof each === 'string') : Object.keys(record(on)),
  )
}

function usesOf(uses: unknown): Uses | undefined {
  if (typeof uses !== 'string') return undefined
  const text = uses.trim()
  if (/^(?:\.|\$)\//.test(text)) return { text, kind: 'local', repository: '', ref: '' }
  if (text.startsWith('docker://')) return { text, kind: 'docker', repository: '', ref: text.split('@')[1] ?? '' }
  const [, repository = '', ref = ''] = /^([^/@\s]+\/[^/@\s]+)(?:\/[^@\s]*)?@(\S+)$/.exec(text) ?? []
  return { text, kind: 'remote', repository: repository.toLowerCase(), ref }
}

export const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
