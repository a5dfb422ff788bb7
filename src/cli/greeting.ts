import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { CATEGORIES, type Snapshot } from '../catalog/agent.ts'
import { VERSION } from '../version.ts'

export interface Greeting {
  /** Address of the MCP endpoint. */
  url: string
  snapshot: Snapshot
  /** Whether clients must send a token. It is not printed: terminals and logs keep what they show. */
  token: boolean
  cwd: string
}

/** What `serve --http` prints when it is ready: how to connect, what is there, what to try. */
export function greeting({ url, snapshot, token, cwd }: Greeting): string {
  const next = ['npx maifady-mcp find "add a NOT NULL column to a table with 50 million rows"']
  if (existsSync(join(cwd, 'examples', 'migrations'))) next.push('npx maifady-mcp check examples/migrations')
  return [
    `maifady-mcp ${VERSION} serves ${url}`,
    section('Connect a client', connections(url, token)),
    section(`In the catalogue: ${plural(snapshot.agents.length, 'agent')}`, catalogue(snapshot)),
    section('Next, in another terminal', next),
    'Ctrl-C ends it.\n',
  ].join('\n\n')
}

const section = (title: string, lines: readonly string[]): string =>
  [title, ...lines.map((line) => `  ${line}`)].join('\n')
const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** The clients' own commands, as of November 2026; the last line is the shape that most configuration files have. */
function connections(url: string, token: boolean): string[] {
  const header = token ? ' --header "Authorization: Bearer <token>"' : ''
  const headers = token ? { headers: { Authorization: 'Bearer <token>' } } : {}
  const entry = { type: 'http', url, ...headers }
  return [
    `Claude Code  claude mcp add --transport http maifady ${url}${header}`,
    `VS Code      code --add-mcp '${JSON.stringify({ name: 'maifady', ...entry })}'`,
    ...(token
      ? []
      : [`Codex        codex mcp add maifady --url ${url}`, `Gemini CLI   gemini mcp add -t http maifady ${url}`]),
    `others       ${JSON.stringify({ mcpServers: { maifady: entry } })}`,
  ]
}

function catalogue({ agents, problems }: Snapshot): string[] {
  const counts = CATEGORIES.flatMap((category) => {
    const count = agents.filter((agent) => agent.category === category).length
    return count === 0 ? [] : [`${category} ${count}`]
  })
  const broken =
    problems.length === 0 ? [] : [`${plural(problems.length, 'problem')}: npx maifady-mcp doctor says which`]
  return [counts.join(' · '), ...broken]
}
