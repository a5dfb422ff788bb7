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

/** The name of a tool within the range of the value that holds it. */
export function toolRange(
  text: string,
  value: { start: number; end: number },
  tool: string,
): { start: number; end: number } {
  const index = text
    .slice(value.start, value.end)
    .search(new RegExp(`(?<![\\w-])${tool.replaceAll(/[^\w]/g, '\\$&')}(?![\\w-])`))
  return index === -1 ? value : { start: value.start + index, end: value.start + index + tool.length }
}
