import * as z from 'zod/mini'
import type { AgentText } from './agent-files.ts'
import type { Fence } from './markdown.ts'
import { sectionOf } from './rule.ts'
import { readYamlText } from '../yaml-text.ts'
import type { Issue, YamlText } from '../yaml-text.ts'

const said = (description: string): z.ZodMiniString => z.string().check(z.minLength(1), z.describe(description))

/** The JSON block with which every agent ends its answer. `schemas/agent-output.schema.json` is made of this. */
export const agentOutput: z.ZodMiniType = z
  .object({
    agent: z
      .string()
      .check(z.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/), z.maxLength(64), z.describe('Name of the agent that answers.')),
    verdict: z.enum(['pass', 'fail', 'needs-input']),
    findings: z.array(
      z.object({
        id: z
          .string()
          .check(
            z.regex(/^[a-z0-9-]+\/[a-z0-9-]+$/),
            z.describe('Rule of a check, or a manual rule under the name of the agent.'),
          ),
        severity: z.enum(['error', 'warning', 'note']),
        path: said('File, relative to the root of the repository.'),
        line: z.optional(
          z.int().check(z.positive(), z.describe('1-based; absent when the finding is about the whole file.')),
        ),
        evidence: said('Quoted text or output of a tool, never a paraphrase.'),
        fix: said('What to write instead.'),
      }),
    ),
    assumptions: z.array(said('What was taken for true without proof.')),
    handoffs: z.array(
      z.object({
        to: said('Name of an agent of the catalogue.'),
        why: said('The reason, and what the next agent needs to begin.'),
      }),
    ),
    checks_run: z.array(
      z.object({
        tool: said('Command or tool that was to run.'),
        result: said('What it said; "not-run: <reason>" when it did not run, which never counts as a pass.'),
      }),
    ),
    files: z.optional(
      z
        .array(
          z.object({
            path: said('File, relative to the root of the repository.'),
            sha256: z
              .string()
              .check(z.regex(/^[0-9a-f]{64}$/), z.describe('Digest of the content, so that a later edit shows.')),
          }),
        )
        .check(z.describe('The files that were written; for agents that generate.')),
    ),
  })
  .check(z.describe('The JSON block that ends the answer of every agent.'))

/** The sample under "Output": the last JSON block of that section. */
export interface OutputSample {
  fence: Fence
  yaml: YamlText
  issues: readonly Issue[]
}

export function readOutputSample(text: AgentText): OutputSample | undefined {
  const section = sectionOf(text, /^output\b/i)
  if (section === undefined) return undefined
  const fence = text.markdown.fences.findLast(
    ({ info, start, end }) => info[0] === 'json' && start >= section.start && end <= section.end,
  )
  if (fence === undefined || fence.opening.end + 1 >= fence.end) return undefined
  let value: unknown
  try {
    value = JSON.parse(fence.value)
  } catch {
    // The rule block-parses says so.
    return undefined
  }
  // JSON is YAML, and this reading knows where each value stands.
  const end = text.source.text.lastIndexOf('\n', fence.end - 1)
  const yaml = readYamlText(text.source, fence.opening.end + 1, end)
  z.config(z.locales.en())
  const result = agentOutput.safeParse(value)
  const issues = result.success
    ? []
    : result.error.issues.map(({ path, message }): Issue => ({
        kind: 'wrong',
        path,
        message: shorten(message),
      }))
  return { fence, yaml: { ...yaml, value }, issues }
}

const shorten = (message: string): string =>
  message.endsWith('received undefined') ? 'it is missing' : message.replace(/^Invalid (?:input|option|string): /, '')
