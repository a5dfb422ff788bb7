import { UsageError } from '../../usage-error.ts'
import type { ExitCode } from '../main.ts'
import { surroundings } from '../open.ts'
import { isTyped, write, writeError } from '../streams.ts'

export interface ServeOptions {
  http?: boolean
  port?: number
  host?: string
  token?: string
  allowHost?: string[]
  root?: string
}

const report = (message: string): void => writeError(`maifady-mcp: ${message}\n`)

/** Runs until the client leaves (stdio) or a signal comes (HTTP). */
export async function serve({ http = false, root, ...options }: ServeOptions): Promise<ExitCode | 'running'> {
  const rootOption = root === undefined ? {} : { root }
  if (http) return serveHttp({ ...options, ...rootOption })
  const wrong = Object.keys(options).find((name) => name !== 'debug')
  if (wrong !== undefined)
    throw new UsageError(`--${wrong.replace('allowHost', 'allow-host')} goes with --http; add it.`)
  const { serveStdio } = await import('../../mcp/stdio.ts')
  if (await isTyped()) {
    report(
      'serving the Model Context Protocol on stdin and stdout, for an AI client to start; Ctrl-C ends it. See --help for --http.',
    )
  }
  const { stdin, stdout } = process
  await serveStdio({ ...surroundings(), ...rootOption, stdin, stdout, report, exit: () => process.exit(0) })
  return 'running'
}

async function serveHttp({ token, allowHost, ...options }: Omit<ServeOptions, 'http'>): Promise<'running'> {
  const [http, { stopOnSignals }, { greeting }] = await Promise.all([
    import('../../mcp/http.ts'),
    import('../../mcp/signals.ts'),
    import('../greeting.ts'),
  ])
  const secret = token ?? (process.env['MAIFADY_TOKEN'] || undefined)
  const server = await http.serveHttp({
    ...surroundings(),
    ...options,
    ...(secret === undefined ? {} : { token: secret }),
    ...(allowHost === undefined ? {} : { allowedHosts: allowHost }),
    report,
  })
  stopOnSignals(server, process)
  write(
    greeting({ url: server.url, snapshot: server.context.snapshot(), token: secret !== undefined, cwd: process.cwd() }),
  )
  return 'running'
}
