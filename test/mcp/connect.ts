import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { BIN, temporaryFolder } from '../cli/spawn-cli.ts'
import { serve, type Served } from './serve.ts'

export type Era = 'legacy' | 'modern'
export type Wire = 'stdio' | 'http'

export interface Connection {
  client: Client
  /** The project folder of the server. */
  cwd: string
  close(): Promise<void>
}

/** A real client, connected to the command as a client program would start it. */
export async function connect(wire: Wire, era: Era, args: readonly string[] = []): Promise<Connection> {
  const cwd = temporaryFolder()
  const home = join(cwd, 'home')
  mkdirSync(home)
  const client = new Client(
    { name: 'test', version: '1.0.0' },
    { versionNegotiation: { mode: era === 'legacy' ? 'legacy' : { pin: '2026-07-28' } } },
  )
  let served: Served | undefined
  if (wire === 'stdio') {
    const env = { PATH: process.env['PATH'] ?? '', HOME: home, XDG_CACHE_HOME: process.env['XDG_CACHE_HOME'] ?? '' }
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [BIN, 'serve', ...args],
        cwd,
        env,
        stderr: 'ignore',
      }),
    )
  } else {
    served = await serve(args, cwd)
    await client.connect(new StreamableHTTPClientTransport(new URL(served.url)))
  }
  return {
    client,
    cwd,
    close: async () => {
      await client.close()
      await served?.stop()
    },
  }
}
