import { spawn } from 'node:child_process'
import { BIN, temporaryFolder } from '../cli/spawn-cli.ts'

export interface Served {
  /** Of the MCP endpoint. */
  url: string
  origin: string
  /** Ends it with SIGTERM; gives its exit code. */
  stop(): Promise<number | null>
}

/** Starts `serve --http` on a free port. */
export async function serve(args: readonly string[] = [], cwd: string = temporaryFolder()): Promise<Served> {
  const child = spawn(process.execPath, [BIN, 'serve', '--http', '--port', '0', ...args], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: temporaryFolder() },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  let printed = ''
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      printed += chunk
      const found = /http:\/\/\S+\/mcp/.exec(printed)?.[0]
      if (found !== undefined) resolve(found)
    })
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (printed += chunk))
    child.once('close', () => reject(new Error(`it did not start: ${printed}`)))
  })
  return {
    url,
    origin: new URL(url).origin,
    stop: () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}
