import type { CallToolResult, ListToolsResult } from '@modelcontextprotocol/server'
import * as z from 'zod/v4'
import { UsageError } from '../../usage-error.ts'
import type { Surface } from '../surface.ts'

/** One request to run a tool. */
export interface Call {
  signal: AbortSignal
  /** Tells the client how far the work is; undefined when it did not ask. */
  progress: ((done: number, total: number, message: string) => void) | undefined
}

export interface ToolDefinition<Input extends z.ZodType> {
  name: string
  title: string
  /** What a model reads to choose the tool. */
  description: string
  /** Made when the tool is first listed or run: zod takes milliseconds that the first answer of a server should not wait for. */
  input: () => Input
  /** Shape of `structuredContent`. A tool that answers with prose has none: clients that see structured content hide the text. */
  output?: () => z.ZodType
  handle(surface: Surface, args: z.infer<Input>, call: Call): Promise<CallToolResult>
}

/** A tool as the server uses it: how it is listed, and how it is run with arguments that nobody has looked at yet. */
export interface Tool {
  name: string
  /** Made when the tools are listed for the first time. */
  listing(): ListToolsResult['tools'][number]
  /** Throws UsageError for arguments that do not fit. */
  run(surface: Surface, args: unknown, call: Call): Promise<CallToolResult>
}

// No tool writes, reaches out to the world, or gives another answer the second time.
const ANNOTATIONS = { readOnlyHint: true, idempotentHint: true, openWorldHint: false }

export function defineTool<Input extends z.ZodType>(definition: ToolDefinition<Input>): Tool {
  const { name, title, description, output } = definition
  let schema: Input | undefined
  const input = (): Input => (schema ??= definition.input())
  return {
    name,
    listing: () => ({
      name,
      title,
      description,
      inputSchema: jsonSchema(input()),
      ...(output !== undefined && { outputSchema: jsonSchema(output()) }),
      annotations: ANNOTATIONS,
    }),
    run: async (surface, args, call) => {
      const parsed = input().safeParse(withoutNulls(args))
      if (!parsed.success) throw new UsageError(`wrong arguments for ${name}: ${describeIssues(parsed.error)}.`)
      return definition.handle(surface, parsed.data, call)
    },
  }
}

/** JSON Schema 2020-12, which is what the protocol takes a schema without `$schema` to be. */
function jsonSchema(schema: z.ZodType): { type: 'object' } {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' })
  return { ...json, type: 'object' }
}

/** Models that must fill in every argument write null for those they do not want. */
function withoutNulls(args: unknown): unknown {
  if (typeof args !== 'object' || args === null || Array.isArray(args)) return args ?? {}
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null))
}

function describeIssues(error: z.ZodError): string {
  const issues = error.issues
    .slice(0, 3)
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
  return issues.join('; ').slice(0, 400)
}
