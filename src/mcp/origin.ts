import type { Agent } from '../catalog/agent.ts'

/** Says where an agent came from when it did not come with maifady-mcp: a repository that was cloned can bring its own, and it may be hostile. */
export function describeOrigin({ layer, name }: Agent): string {
  if (layer === 'built-in') return ''
  const where = layer === 'project' ? "this project's .maifady/agents folder" : "the user's own agents folder"
  return `> ${name} comes from ${where}, not from maifady-mcp.\n\n`
}
