import type { AgentFiles } from './agent-files.ts'

/** The tools that the front matter asks for, with the path of the value that names them; undefined when it does not say. */
export function toolsOf({ data, format }: AgentFiles): { tool: string; path: readonly PropertyKey[] }[] | undefined {
  const key = format === 'skill' ? 'allowed-tools' : 'tools'
  const value = data[key]
  if (Array.isArray(value)) {
    return value.flatMap((tool: unknown, index) =>
      typeof tool === 'string' ? [{ tool: tool.trim(), path: [key, index] }] : [],
    )
  }
  if (typeof value !== 'string') return undefined
  // Commas or spaces stand between them, and may stand inside `Bash(git log:*)`.
  return (value.match(/[^\s,(]+(?:\([^)]*\))?/g) ?? []).map((tool) => ({ tool, path: [key] }))
}
