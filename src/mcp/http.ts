import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { toNodeHandler } from '@modelcontextprotocol/node'
import { createMcpHandler, isJsonContentType, type McpHttpHandler } from '@modelcontextprotocol/server'
import type { OpenContext } from '../operations/open.ts'
import { UsageError } from '../usage-error.ts'
import { createGate } from './gate.ts'
import { readJson } from './http-body.ts'
import { createGuard } from './http-guard.ts'
import { createPages } from './http-pages.ts'
import { refuse, sendRefusal } from './http-refusal.ts'
import { openWatched, type Surroundings } from './open.ts'
import { openRoot } from './root.ts'
import { createServerFactory } from './server.ts'
import { oneLine } from './text.ts'

export interface HttpOptions extends Surroundings {
  /** Address to bind to; this machine only, 127.0.0.1, without it. */
  host?: string
  /** 0 for any free one; 7331 without it. */
  port?: number
  /** Bearer token that requests must carry. Needed when others than this machine can reach the address. */
  token?: string
  /** The folder that check_files may read; without it paths are refused. */
  root?: string
  /** Host names by which clients may call the server, without port; for a server behind a name or a proxy. */
  allowedHosts?: readonly string[]
  /** One line for the person who runs the server. */
  report: (message: string) => void
}

export interface HttpServer {
  /** Address of the MCP endpoint. */
  url: string
  /** What is being served. */
  context: OpenContext
  /** Takes no more requests, lets those that run finish for at most 25 seconds, then ends. */
  close(): Promise<void>
}

const DEFAULT_HOST = '127.0.0.1'
const DEFAULT_PORT = 7331
/** Milliseconds that requests which run get when the server stops. Kubernetes kills after 30 seconds. */
const LAST_ANSWERS = 25_000

/** Against slow and silent clients, in milliseconds, and against headers without end. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 10_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 16_384,
  keepAlive: true,
  keepAliveInitialDelay: 30_000,
}
/** Milliseconds without a byte in either direction. A check may be silent for 50 seconds; streams write every 15. */
const SILENCE = 90_000
const MOST_CONNECTIONS = 512
const MOST_SUBSCRIPTIONS = 128

/** Serves any number of clients over Streamable HTTP. Throws UsageError when the address cannot be had or would be open to strangers. */
export async function serveHttp({ token, allowedHosts, report, ...options }: HttpOptions): Promise<HttpServer> {
  const host = (options.host ?? DEFAULT_HOST).replace(/^\[(.*)\]$/, '$1')
  const port = options.port ?? DEFAULT_PORT
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`port ${port} is out of range: it is a number from 0 to 65535.`)
  const guard = createGuard({ host, token, allowedHosts })
  const root = options.root === undefined ? undefined : await openRoot(options.cwd, options.root)

  let handler: McpHttpHandler | undefined
  const context = await openWatched(options, ({ prompts, resources }) => {
    if (prompts) handler?.notify.promptsChanged()
    if (resources) handler?.notify.resourcesChanged()
  })
  const surface = {
    context,
    root,
    gate: createGate(1, 4),
    cacheScope: token === undefined ? 'public' : 'private',
    report,
  } as const
  handler = createMcpHandler(createServerFactory(surface), { maxSubscriptions: MOST_SUBSCRIPTIONS })
  const answer = toNodeHandler(handler, { onerror: (error) => report(oneLine(error.message)) })
  const page = createPages({ context, token: token !== undefined, url: () => urlOf(server, host) })

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url?.split('?', 1)[0] ?? ''
    if (path !== '/mcp') return page(path, request, response)
    const refusal = guard(request.headers) ?? refuseForm(request)
    if (refusal !== undefined) return sendRefusal(response, refusal)
    const body = await readJson(request)
    return 'refusal' in body ? sendRefusal(response, body.refusal) : answer(request as PostRequest, response, body.json)
  }
  const running = new Set<ServerResponse>()
  const server = createServer(LIMITS, (request, response) => {
    // A subscription has no end of its own: nobody waits for it.
    if (request.headers['mcp-method'] !== 'subscriptions/listen') running.add(response)
    response.once('close', () => running.delete(response))
    serve(request, response).catch((error: unknown) => {
      if (!request.destroyed) report(`a request failed: ${oneLine(String(error))}`)
      response.destroy()
    })
  })
  server.maxConnections = MOST_CONNECTIONS
  server.timeout = SILENCE
  try {
    await listen(server, host, port)
  } catch (error) {
    await context.close()
    throw describeListenError(error, host, port)
  }

  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    const ended = new Promise((resolve) => server.close(resolve))
    await finish(running)
    await handler.close()
    server.closeAllConnections()
    await ended
    await context.close()
  }
  return { url: `${urlOf(server, host)}/mcp`, context, close: async () => (closing ??= close()) }
}

type PostRequest = IncomingMessage & { method: string; url: string }

/** Only POST with JSON carries a message; there is no stream to GET and no session to DELETE. */
function refuseForm({ method, headers }: IncomingMessage): ReturnType<typeof refuse> | undefined {
  if (method !== 'POST') return refuse(405, 'Method not allowed', { Allow: 'POST' })
  if (!isJsonContentType(headers['content-type'] ?? null)) return refuse(415, 'Content-Type must be application/json')
  if ((headers['content-encoding'] ?? 'identity') !== 'identity')
    return refuse(415, 'Compressed requests are not taken')
  return undefined
}

/** Waits until every response is out, for as long as there is time. */
async function finish(running: ReadonlySet<ServerResponse>): Promise<void> {
  const ends = [...running].map((response) => {
    if (!response.headersSent) response.setHeader('Connection', 'close')
    return new Promise((resolve) => response.once('close', resolve))
  })
  let timer: NodeJS.Timeout | undefined
  await Promise.race([Promise.all(ends), new Promise((resolve) => (timer = setTimeout(resolve, LAST_ANSWERS)))])
  clearTimeout(timer)
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function describeListenError(error: unknown, host: string, port: number): unknown {
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'EADDRINUSE':
      return new UsageError(`port ${port} on ${host} is in use; end the other program or choose another with --port.`)
    case 'EACCES':
      return new UsageError(`port ${port} on ${host} is not allowed to this user; choose one above 1023 with --port.`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return new UsageError(`${host} is no address of this machine; leave --host out to serve this machine only.`)
    default:
      return error
  }
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
