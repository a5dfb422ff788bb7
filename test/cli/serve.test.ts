import { spawn, type ChildProcess } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { afterEach, describe, expect, it } from 'vitest'
import { BIN, cli, temporaryFolder } from './spawn-cli.ts'

const running = new Set<ChildProcess>()
afterEach(() => {
  for (const child of running) child.kill('SIGKILL')
  running.clear()
})

interface Served {
  child: ChildProcess
  /** What was printed on stdout until it was ready. */
  greeting: string
  url: string
  /** Sends a signal and resolves to the exit code. */
  stop(signal: NodeJS.Signals): Promise<number | null>
}

/** `serve --http` on a free port, once it says that it is ready. */
async function serveHttp(args: string[] = [], { cwd = temporaryFolder(), env = {} } = {}): Promise<Served> {
  const child = spawn(process.execPath, [BIN, 'serve', '--http', '--port', '0', ...args], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: temporaryFolder(), ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.add(child)
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  let greeting = ''
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${greeting}`)))
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      greeting += chunk
      if (greeting.includes('Ctrl-C')) resolve()
    })
  })
  const url = /http:\/\/\S+\/mcp/.exec(greeting)?.[0] ?? ''
  const stop = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal)
    return ended
  }
  return { child, greeting, url, stop }
}

async function toolNames(url: string, headers: Record<string, string> = {}): Promise<string[]> {
  const client = new Client({ name: 'test', version: '1.0.0' })
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }))
  const { tools } = await client.listTools()
  await client.close()
  return tools.map((tool) => tool.name)
}

describe('serve --http', () => {
  it('prints how to connect, what is there and what to try, and serves it', async () => {
    const { greeting, url, stop } = await serveHttp()
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/mcp$/)
    expect(greeting).toContain(`claude mcp add --transport http maifady ${url}`)
    expect(greeting).toContain(JSON.stringify({ mcpServers: { maifady: { type: 'http', url } } }))
    expect(greeting).toMatch(/In the catalogue: \d+ agents?\n {2}databases \d+/)
    expect(greeting).toContain('npx maifady-mcp find ')
    expect(greeting).not.toContain('examples/migrations')
    expect(await toolNames(url)).toEqual(['check_files', 'explain_rule', 'find_agent', 'get_agent'])
    expect(await stop('SIGTERM')).toBe(0)
  })

  it('names the examples where they are', async () => {
    const cwd = temporaryFolder()
    mkdirSync(join(cwd, 'examples', 'migrations'), { recursive: true })
    const { greeting, stop } = await serveHttp([], { cwd })
    expect(greeting).toContain('npx maifady-mcp check examples/migrations')
    expect(await stop('SIGINT')).toBe(0)
  })

  it('wants the token that it was given, and does not print it', async () => {
    const token = 'a-token-that-is-long-enough'
    const { greeting, url } = await serveHttp([], { env: { MAIFADY_TOKEN: token } })
    expect(greeting).not.toContain(token)
    expect(greeting).toContain('Authorization: Bearer <token>')
    await expect(toolNames(url)).rejects.toThrow()
    expect(await toolNames(url, { Authorization: `Bearer ${token}` })).toContain('find_agent')
  })

  it('says in one line that a port is taken', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    const { code, stdout, stderr } = await cli(['serve', '--http', '--port', String(port)])
    other.close()
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(new RegExp(`^maifady-mcp: port ${port} .*in use.*\\n$`))
  })
})
