// tools/call over HTTP: ours against the bare SDK server, in turns, ten connections that stay open.
import { spawn } from 'node:child_process'
import { Agent, request } from 'node:http'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { BIN, ENV, HOME } from './environment.mjs'
import { median, peakMegabytes } from './timing.mjs'

const CONNECTIONS = 10
const WARM_UP_MS = 1500
const TURN_MS = 2000
const TURNS = 5
const VERSION = '2026-07-28'

const body = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: {
    name: 'find_agent',
    arguments: { task: 'add a NOT NULL column to a table with 50 million rows' },
    _meta: {
      'io.modelcontextprotocol/protocolVersion': VERSION,
      'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1' },
      'io.modelcontextprotocol/clientCapabilities': {},
    },
  },
})
const headers = {
  'content-type': 'application/json',
  'content-length': Buffer.byteLength(body),
  accept: 'application/json, text/event-stream',
  'mcp-protocol-version': VERSION,
  'mcp-method': 'tools/call',
  'mcp-name': 'find_agent',
}

/** Starts a server that prints its address; `args` as for node. */
async function start(args) {
  const child = spawn(process.execPath, args, { env: ENV, cwd: HOME, stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  const url = await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${text}`)))
    child.stdout.on('data', (chunk) => {
      text += chunk
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(text)
      if (found !== null) resolve(`${found[0]}/mcp`)
    })
  })
  child.removeAllListeners('exit')
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  return { url, pid: child.pid, stop, agent: new Agent({ keepAlive: true, maxSockets: CONNECTIONS }) }
}

function call({ url, agent }) {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers, agent }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk) => (text += chunk))
      response.once('end', () => {
        if (response.statusCode === 200 && text.includes('"content"') && !text.includes('"isError":true'))
          resolve(undefined)
        else reject(new Error(`${url} answered ${response.statusCode}: ${text.slice(0, 500)}`))
      })
    })
    sent.once('error', reject)
    sent.end(body)
  })
}

/** Calls a second. */
async function load(server, milliseconds) {
  const start = performance.now()
  let calls = 0
  const connection = async () => {
    while (performance.now() - start < milliseconds) {
      await call(server)
      calls++
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, connection))
  return (calls * 1000) / (performance.now() - start)
}

export async function measure() {
  const ours = await start([BIN, 'serve', '--http', '--port', '0'])
  const bare = await start([fileURLToPath(new URL('bare-server.mjs', import.meta.url))])
  try {
    await load(ours, WARM_UP_MS)
    await load(bare, WARM_UP_MS)
    const rates = { ours: [], bare: [] }
    for (let turn = 0; turn < TURNS; turn++) {
      rates.ours.push(await load(ours, TURN_MS))
      rates.bare.push(await load(bare, TURN_MS))
    }
    const [our, their] = [median(rates.ours), median(rates.bare)]
    const peak = peakMegabytes(ours.pid)
    const detail = `${our.toFixed(0)} calls/s against ${their.toFixed(0)}${peak === undefined ? '' : `, peak ${peak.toFixed(0)} MB`}`
    return [
      {
        figure: 'HTTP tools/call find_agent',
        value: our / their,
        unit: '× bare SDK server',
        target: 0.8,
        atLeast: true,
        detail,
      },
    ]
  } finally {
    ours.agent.destroy()
    bare.agent.destroy()
    await Promise.all([ours.stop(), bare.stop()])
  }
}
