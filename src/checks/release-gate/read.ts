import type * as z from 'zod'
import { readYamlText, type YamlText } from '../yaml-text.ts'
import type { Source } from '../check.ts'
import {
  type Canary,
  canaryShape,
  type Gate,
  gateFileShape,
  gateShape,
  type Rollback,
  rollbackShape,
} from './gate-file.ts'

/** Something of the file that has not the shape it should have. */
export interface Misfit {
  path: readonly PropertyKey[]
  message: string
  /** The key is not there at all. */
  missing: boolean
}

/** A file of gates. What has not the right shape is a misfit, and the rest is read all the same. */
export interface ReadFile {
  source: Source
  yaml: YamlText
  misfits: Misfit[]
  /** Those whose shape is right, with their place in the list. */
  gates: { gate: Gate; at: number }[]
  /** The parts beside the gates, where they have the right shape. */
  rollback: Rollback | undefined
  canary: Canary | undefined
}

export function readGateFile(source: Source): ReadFile {
  const yaml = readYamlText(source, 0, source.text.length)
  const value = asRecord(yaml.value)
  const misfits = yaml.error === undefined ? misfitsOf(gateFileShape.safeParse(yaml.value ?? {}), yaml.value) : []
  const gates = Array.isArray(value['gates']) ? (value['gates'] as unknown[]) : []
  return {
    source,
    yaml,
    misfits,
    gates: gates.flatMap((each, at) => {
      const { data } = gateShape.safeParse(each)
      return data === undefined ? [] : [{ gate: data, at }]
    }),
    rollback: rollbackShape.safeParse(value['rollback']).data,
    canary: canaryShape.safeParse(value['canary']).data,
  }
}

function misfitsOf(result: z.ZodSafeParseResult<unknown>, value: unknown): Misfit[] {
  return (result.error?.issues ?? []).flatMap((issue): Misfit[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ path: [...issue.path, key], message: 'there is no such key', missing: false }))
    const message = issue.message.replace(/^Invalid (?:input|option): /, '')
    return [{ path: issue.path, message, missing: valueAt(value, issue.path) === undefined }]
  })
}

export const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((parent, key) => (parent as Record<PropertyKey, unknown> | null | undefined)?.[key], value)

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
