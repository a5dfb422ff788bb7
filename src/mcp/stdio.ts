import { PassThrough, type Readable, type Writable } from 'node:stream'
import type { Server } from '@modelcontextprotocol/server'
import { serveStdio as serveSdkStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio'
import { createGate } from './gate.ts'
import type { ChangedLists } from './lists.ts'
import { openWatched, type Surroundings } from './open.ts'
import { openRoot } from './root.ts'
import { createServerFactory } from './server.ts'
import { oneLine } from './text.ts'
import { watchTransport } from './watch-transport.ts'

export interface StdioOptions extends Surroundings {
  /** The folder that check_files may read; the working directory without it. */
  root?: string
  stdin: Readable
  /** Carries the protocol and nothing else. */
  stdout: Writable
  /** One line for the person who runs the server. */
  report: (message: string) => void
  /** Ends the process when something still holds it after the client has left. */
  exit: () => void
}

/** Milliseconds in which requests that were sent before stdin ended are still answered: enough for all but a check. */
const LAST_ANSWERS = 1_000
/** Milliseconds after which a process whose client has left ends by force. */
const FORCED_EXIT = 2_000

/** Serves one client over stdin and stdout. Resolves when it has left; the process then has nothing more to do. */
export async function serveStdio({ root, stdin, stdout, report, exit, ...surroundings }: StdioOptions): Promise<void> {
  const servers = new Set<Server>()
  const context = await openWatched(surroundings, (changed) => announce(servers, changed))
  const createServer = createServerFactory({
    context,
    root: await openRoot(context.cwd, root ?? '.'),
    gate: createGate(1, 4),
    cacheScope: 'public',
    report,
  })
  // The SDK drops what is being answered as soon as stdin ends, so it sees the end a little later.
  const input = new PassThrough()
  const wire = watchTransport(new StdioServerTransport(input, stdout))
  stdin.pipe(input, { end: false })
  stdin.once('error', () => input.end())
  stdin.once('end', () => {
    void wire.idle(LAST_ANSWERS).then(() => input.end())
  })
  const factory = (): Server => {
    const server = createServer()
    servers.add(server)
    return server
  }
  serveSdkStdio(factory, { transport: wire.transport, onerror: (error) => report(oneLine(error.message)) })
  await wire.closed
  stdin.destroy()
  setTimeout(exit, FORCED_EXIT).unref()
  await context.close()
}

function announce(servers: Iterable<Server>, { prompts, resources }: ChangedLists): void {
  for (const server of servers) {
    if (server.transport === undefined) continue
    if (prompts) server.sendPromptListChanged().catch(() => {})
    if (resources) server.sendResourceListChanged().catch(() => {})
  }
}
