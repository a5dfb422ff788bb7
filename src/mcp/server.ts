import { ProtocolError, ProtocolErrorCode, Server, type ServerContext } from '@modelcontextprotocol/server'
import * as z from 'zod/v4'
import type { Snapshot } from '../catalog/agent.ts'
import { VERSION } from '../version.ts'
import { complete } from './completions.ts'
import { describeFailure } from './failure.ts'
import { type Lists, listsOf } from './lists.ts'
import { getPrompt } from './prompts.ts'
import { listTemplates, readResource } from './resources.ts'
import type { Surface } from './surface.ts'
import { callTool, listTools } from './tools.ts'
import type { Call } from './tools/tool.ts'

// Stamped on every result of the newest protocol: nothing that is not needed.
const SERVER_INFO = { name: 'maifady-mcp', version: VERSION }
const SKILLS = 'io.modelcontextprotocol/skills'
const CAPABILITIES = {
  tools: {},
  prompts: { listChanged: true },
  resources: { listChanged: true },
  completions: {},
  extensions: { [SKILLS]: { directoryRead: true } },
}
/** Milliseconds. The tools change only with the version; agents may be edited while we run. */
const TOOLS_TTL = 3_600_000
const CATALOG_TTL = 60_000

const pageParams = z.looseObject({ cursor: z.string().optional() })
const uriParams = z.looseObject({ uri: z.string() })

/**
 * Makes the function that makes servers: one for each connection over stdio, one for each request over HTTP, the same
 * for every protocol version. It uses the SDK's low-level Server because all that can be made once is made here: a
 * McpServer with the same surface, made for each request, measured 0.77 of its throughput.
 */
export function createServerFactory(surface: Surface): () => Server {
  const { context } = surface
  const lists = (): Lists => listsOf(context.snapshot())
  const skill = createSkillHandlers(surface)
  const options = { capabilities: CAPABILITIES, cacheHints: cacheHints(surface.cacheScope) }
  return () => {
    const server = new Server(SERVER_INFO, { ...options, instructions: lists().instructions })
    server.setRequestHandler('tools/list', listTools)
    server.setRequestHandler('tools/call', async ({ params }, request) =>
      callTool(surface, params.name, params.arguments, callOf(request)),
    )
    server.setRequestHandler('prompts/list', () => lists().prompts)
    server.setRequestHandler('prompts/get', async ({ params }) =>
      guard(surface, 'prompts/get', () => getPrompt(context, params.name, params.arguments)),
    )
    server.setRequestHandler('resources/list', () => lists().resources)
    server.setRequestHandler('resources/templates/list', listTemplates)
    server.setRequestHandler('resources/read', async ({ params }) =>
      guard(surface, 'resources/read', () => readResource(surface, params.uri)),
    )
    server.setRequestHandler('completion/complete', async ({ params }) =>
      guard(surface, 'completion/complete', () => complete(surface, params)),
    )
    server.setRequestHandler('skills/list', { params: pageParams }, skill.list)
    server.setRequestHandler('skills/get', { params: uriParams }, skill.get)
    server.setRequestHandler('resources/directory/read', { params: uriParams }, skill.readFolder)
    return server
  }
}

/** The methods of the Skills extension. What they need is imported when the first of them is called. */
function createSkillHandlers(surface: Surface) {
  const snapshot = (): Snapshot => surface.context.snapshot()
  const caching = cacheHints(surface.cacheScope)['resources/read']
  // The SDK fills these fields in for the methods it knows; older protocol versions do not have them.
  const cached = <T>(result: T, request: ServerContext): T =>
    request.mcpReq.envelope === undefined ? result : { ...result, ...caching }
  return {
    list: async ({ cursor }: z.infer<typeof pageParams>, request: ServerContext) =>
      guard(surface, 'skills/list', async () => {
        if (cursor !== undefined)
          throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'Invalid cursor: there is one page')
        const { listSkills } = await import('./skills.ts')
        return cached({ skills: await listSkills(snapshot()) }, request)
      }),
    get: async ({ uri }: z.infer<typeof uriParams>, request: ServerContext) =>
      guard(surface, 'skills/get', async () => {
        const { getSkill } = await import('./skills.ts')
        const skill = await getSkill(snapshot(), uri)
        if (skill === undefined) throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'No such skill', { uri })
        return cached({ skill }, request)
      }),
    readFolder: async ({ uri }: z.infer<typeof uriParams>, request: ServerContext) =>
      guard(surface, 'resources/directory/read', async () => {
        const { readSkillFolder } = await import('./skills.ts')
        const resources = await readSkillFolder(snapshot(), uri)
        if (resources === undefined) throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'No such folder', { uri })
        return cached({ resources }, request)
      }),
  }
}

function callOf({ mcpReq }: ServerContext): Call {
  const { signal, _meta: meta } = mcpReq
  const token = meta?.progressToken
  const progress: Call['progress'] = (done, total, message) => {
    // A client that has left hears nothing; the work is stopped by its signal.
    mcpReq
      .notify({
        method: 'notifications/progress',
        params: { progressToken: token ?? 0, progress: done, total, message },
      })
      .catch(() => {})
  }
  return { signal, progress: token === undefined ? undefined : progress }
}

/** Errors that are not the protocol's own must not carry what they know to a client. */
async function guard<T>(surface: Surface, what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ProtocolError) throw error
    throw new ProtocolError(ProtocolErrorCode.InternalError, describeFailure(surface, what, error))
  }
}

function cacheHints(cacheScope: Surface['cacheScope']) {
  const catalog = { ttlMs: CATALOG_TTL, cacheScope }
  return {
    'tools/list': { ttlMs: TOOLS_TTL, cacheScope },
    'prompts/list': catalog,
    'resources/list': catalog,
    'resources/templates/list': { ttlMs: TOOLS_TTL, cacheScope },
    'resources/read': catalog,
    'server/discover': catalog,
  }
}
