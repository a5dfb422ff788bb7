import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Context } from '../operations/context.ts'
import { VERSION } from '../version.ts'

export interface PageOptions {
  context: Context
  /** Whether clients must send a bearer token. */
  token: boolean
  /** `http://<host>:<port>`, known once the server listens. */
  url: () => string
}

type Page = (path: string, request: IncomingMessage, response: ServerResponse) => void

/** What the server says to people and to probes: how to connect at `/`, that it lives at `/healthz`, and nothing elsewhere. Both are open: they tell no secret. */
export function createPages(options: PageOptions): Page {
  const pages = new Map([
    ['/', () => describeServer(options)],
    ['/healthz', () => 'ok\n'],
  ])
  return (path, { method }, response) => {
    const page = pages.get(path)
    if (page === undefined) return send(response, 404, 'Not found. The MCP endpoint is /mcp.\n')
    if (method !== 'GET' && method !== 'HEAD')
      return send(response, 405, 'Only GET and HEAD.\n', { Allow: 'GET, HEAD' })
    return send(response, 200, page())
  }
}

function send(response: ServerResponse, status: number, text: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  })
  response.end(text)
}

function describeServer({ context, token, url }: PageOptions): string {
  const endpoint = `${url()}/mcp`
  const header = token ? ' --header "Authorization: Bearer <token>"' : ''
  return `maifady-mcp ${VERSION}: ${context.snapshot().agents.length} expert agents over the Model Context Protocol.

Endpoint (Streamable HTTP): ${endpoint}${token ? '\nRequests must carry the bearer token that the server was started with.' : ''}

Claude Code:  claude mcp add --transport http maifady ${endpoint}${header}
Other clients: {"mcpServers": {"maifady": {"type": "http", "url": "${endpoint}"}}}
`
}
