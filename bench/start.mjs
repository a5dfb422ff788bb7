// From spawn to the first answer, and the commands that need no server, against a bare node and a bare SDK server.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { BIN, ENV, HOME, temporaryFolder } from './environment.mjs'
import { interleaved, median, peakMegabytes, runToEnd } from './timing.mjs'

const ROUNDS = 15

const initialize = {
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'bench', version: '1' } },
}

// What a client asks when it connects, and a first use of both tools that need nothing from disk.
const session = [
  { method: 'notifications/initialized' },
  { id: 2, method: 'tools/list' },
  { id: 3, method: 'prompts/list' },
  { id: 4, method: 'resources/list' },
  { id: 5, method: 'tools/call', params: { name: 'find_agent', arguments: { task: 'add a NOT NULL column' } } },
  { id: 6, method: 'tools/call', params: { name: 'get_agent', arguments: { name: 'migration-writer' } } },
]

/** A server on stdio; `ask` writes messages and resolves to all that was answered once the last id is among it. */
export function startServer(env = ENV, bin = BIN) {
  const child = spawn(process.execPath, [bin], { env, cwd: HOME, stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (chunk) => (text += chunk))
  const answers = () =>
    text
      .split('\n')
      .filter(Boolean)
      .slice(0, text.endsWith('\n') ? undefined : -1)
      .map((line) => JSON.parse(line))
  return {
    pid: child.pid,
    async ask(messages) {
      const last = messages.at(-1).id
      for (const message of messages) child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
      for (;;) {
        if (answers().some((answer) => answer.id === last)) return answers()
        const event = await Promise.race([new Promise((resolve) => child.stdout.once('data', resolve)), ended])
        if (typeof event !== 'string') throw new Error(`the server ended with ${event} before it answered`)
      }
    },
    async stop() {
      child.stdin.end()
      await ended
    },
  }
}

export const greet = [initialize]

async function peakOfServer() {
  const server = startServer()
  await server.ask([initialize])
  await server.ask(session)
  const peak = peakMegabytes(server.pid)
  await server.stop()
  return peak
}

/** The bare server in one minified file, as ours is bundled. */
async function bundleBareServer() {
  const bundle = await rolldown({
    input: fileURLToPath(new URL('bare-stdio.mjs', import.meta.url)),
    platform: 'node',
  })
  const file = join(temporaryFolder(), 'bare-stdio.cjs')
  await bundle.write({ file, format: 'cjs', minify: { mangle: false, compress: true, codegen: true } })
  await bundle.close()
  return file
}

/** Spawns a server and waits for its first reply; stopping it is off the clock. */
async function greeted(bin) {
  const server = startServer(ENV, bin)
  await server.ask([initialize])
  return () => server.stop()
}

/**
 * What a bare bundled SDK server needed, × node -e 0, on the machine on which the targets were set. There the process itself took 72 ms and the
 * server 60 ms more; elsewhere the process takes 22 ms and the server the same 60 more, so only what is added compares between machines.
 */
const BARE_SERVER_WHERE_TARGETS_WERE_SET = 1.84

export async function measure() {
  const options = { env: ENV, cwd: HOME }
  const bare = await bundleBareServer()
  const times = await interleaved(
    {
      node: () => runToEnd(process.execPath, ['-e', '0'], options).then(() => undefined),
      bare: () => greeted(bare),
      serve: () => greeted(BIN),
      list: () => runToEnd(process.execPath, [BIN, 'list'], options),
      find: () =>
        runToEnd(process.execPath, [BIN, 'find', 'add a NOT NULL column to a table with 50 million rows'], options),
    },
    ROUNDS,
  )
  const peaks = []
  for (let round = 0; round < 5; round++) peaks.push(await peakOfServer())
  const added = (name) => times[name] - times.node
  const both = (name, figure, target) => [
    {
      figure,
      value: times[name] / times.node,
      unit: '× node -e 0',
      target,
      detail: `${times[name].toFixed(0)} ms against ${times.node.toFixed(0)} ms; a bare bundled SDK server: ${(times.bare / times.node).toFixed(2)} ×`,
    },
    {
      figure: `${figure}, what it adds to node -e 0`,
      value: added(name) / added('bare'),
      unit: '× what a bare SDK server adds',
      target: Number(((target - 1) / (BARE_SERVER_WHERE_TARGETS_WERE_SET - 1)).toFixed(2)),
      detail: `${added(name).toFixed(0)} ms against ${added('bare').toFixed(0)} ms`,
    },
  ]
  return [
    ...both('serve', 'spawn → first MCP reply', 2),
    ...both('list', 'maifady-mcp list', 1.6),
    ...both('find', 'maifady-mcp find', 1.6),
    {
      figure: 'peak memory of the stdio server',
      value: peaks.includes(undefined) ? undefined : median(peaks),
      unit: 'MB',
      target: 70,
    },
  ]
}
