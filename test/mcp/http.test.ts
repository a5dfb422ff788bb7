import { request } from 'node:http'
import { connect as connectSocket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cli } from '../cli/spawn-cli.ts'
import { serve, type Served } from './serve.ts'

let served: Served
beforeAll(async () => {
  served = await serve()
})
afterAll(async () => {
  expect(await served.stop()).toBe(0)
})

const LIST = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} })
const JSON_TYPES = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }

interface Answer {
  status: number
  headers: Record<string, unknown>
  body: string
}

async function ask(url: string, method: string, headers: Record<string, string> = {}, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

describe('the HTTP server', () => {
  it.each([
    ['the page', 'GET', '/', {}, undefined, 200],
    ['health', 'GET', '/healthz', {}, undefined, 200],
    ['another path', 'GET', '/nothing', {}, undefined, 404],
    ['a list', 'POST', '/mcp', JSON_TYPES, LIST, 200],
    ['GET at the endpoint', 'GET', '/mcp', {}, undefined, 405],
    ['a foreign Host', 'POST', '/mcp', { ...JSON_TYPES, host: 'evil.example' }, LIST, 403],
    ['a foreign Origin', 'POST', '/mcp', { ...JSON_TYPES, origin: 'https://evil.example' }, LIST, 403],
    ['another content type', 'POST', '/mcp', { 'content-type': 'text/plain' }, LIST, 415],
    ['broken JSON', 'POST', '/mcp', JSON_TYPES, '{"jsonrpc":', 400],
    ['JSON that nests deep', 'POST', '/mcp', JSON_TYPES, '['.repeat(100_000), 400],
    ['a huge body', 'POST', '/mcp', JSON_TYPES, 'x'.repeat(20_000_000), 413],
  ] as const)('answers %s', async (_, method, path, headers, body, status) => {
    const answer = await ask(`${served.origin}${path}`, method, headers, body).catch(
      (error: NodeJS.ErrnoException) => ({
        // A body that is refused while it is being sent may end in a closed connection.
        status: error.code === 'ECONNRESET' || error.code === 'EPIPE' ? 413 : 0,
        body: '',
      }),
    )
    expect(answer.status).toBe(status)
    expect(answer.body).not.toMatch(/\n\s+at /)
    expect((await ask(`${served.origin}/healthz`, 'GET')).status).toBe(200)
  })

  it('answers every old revision that a client may open with', async () => {
    for (const version of ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25']) {
      const params = { protocolVersion: version, capabilities: {}, clientInfo: { name: 't', version: '1' } }
      const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params })
      const answer = await ask(served.url, 'POST', JSON_TYPES, body)
      expect(answer.body).toContain(`"protocolVersion":"${version}"`)
    }
  })

  it('answers server/discover', async () => {
    const meta = {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientInfo': { name: 't', version: '1' },
      'io.modelcontextprotocol/clientCapabilities': {},
    }
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'server/discover', params: { _meta: meta } })
    const headers = { ...JSON_TYPES, 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'server/discover' }
    const answer = await ask(served.url, 'POST', headers, body)
    expect(JSON.parse(answer.body)).toMatchObject({ result: { supportedVersions: ['2026-07-28'] } })
  })

  it('refuses paths without --root, with one line', async () => {
    const call = { name: 'check_files', arguments: { paths: ['.'] } }
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: call })
    const answer = await ask(served.url, 'POST', JSON_TYPES, body)
    expect(answer.body).toContain('"isError":true')
    expect(answer.body).toContain('--root')
  })

  it('outlives a client that leaves in the middle of a request', async () => {
    const { port, hostname } = new URL(served.url)
    await new Promise<void>((resolve) => {
      const socket = connectSocket(Number(port), hostname, () => {
        socket.write(
          'POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"a"',
        )
        setTimeout(() => socket.destroy(), 50)
      })
      socket.once('close', () => resolve())
    })
    expect((await ask(`${served.origin}/healthz`, 'GET')).status).toBe(200)
  })
})

describe('an address that others can reach', () => {
  const token = 'a-token-of-more-than-32-characters-0123456789'

  it('is refused without a token', async () => {
    const { code, stderr } = await cli(['serve', '--http', '--host', '0.0.0.0', '--port', '0'])
    expect(code).toBe(2)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).toContain('--token')
  })

  it('asks for the token', async () => {
    const guarded = await serve(['--token', token])
    try {
      const without = await ask(guarded.url, 'POST', JSON_TYPES, LIST)
      expect(without.status).toBe(401)
      expect(without.headers['www-authenticate']).toContain('Bearer')
      const wrong = { ...JSON_TYPES, authorization: `Bearer ${token}x` }
      expect((await ask(guarded.url, 'POST', wrong, LIST)).status).toBe(401)
      const right = { ...JSON_TYPES, authorization: `Bearer ${token}` }
      expect((await ask(guarded.url, 'POST', right, LIST)).status).toBe(200)
    } finally {
      await guarded.stop()
    }
  })

  it.each([['70000'], ['-1'], ['seven']])('does not take port %s', async (port) => {
    const { code, stderr } = await cli(['serve', '--http', `--port=${port}`])
    expect(code).toBe(2)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })

  it('says in one line that a port is in use', async () => {
    const { code, stderr } = await cli(['serve', '--http', '--port', new URL(served.url).port])
    expect(code).toBe(2)
    expect(stderr).toContain('in use')
  })
})
