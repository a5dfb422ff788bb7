import { UsageError } from '../usage-error.ts'
import { isTyped, writeError } from './streams.ts'

/** Exit codes: 0 clean, 1 findings (or something a command was asked to fail on), 2 wrong usage or failure, 128 + n ended by signal n. */
export type ExitCode = 0 | 1 | 2 | 130 | 143

/**
 * Runs the command line and ends the process, or leaves it to a server that runs on.
 * The one place that catches: a UsageError becomes a line, anything else is a bug of ours and says how to report it.
 */
export async function run(args: string[]): Promise<void> {
  let code: ExitCode | 'running'
  try {
    code = await start(args)
  } catch (error) {
    code = report(error, args)
  }
  if (code !== 'running') process.exit(code)
}

async function start(args: string[]): Promise<ExitCode | 'running'> {
  // What a client starts: nothing but the server is loaded, not even the command line parser.
  const served = args.length === 0 ? !(await isTyped()) : args.length === 1 && args[0] === 'serve'
  if (served) return (await import('./commands/serve.ts')).serve({})
  return (await import('./program.ts')).dispatch(args)
}

function report(error: unknown, args: string[]): ExitCode {
  const debug = args.includes('--debug') || Boolean(process.env['MAIFADY_DEBUG'])
  const text = error instanceof Error ? error.message : String(error)
  const line = text.replaceAll(/\s*\n\s*/g, ' ').trim()
  if (error instanceof UsageError) {
    writeError(`maifady-mcp: ${line}\n`)
  } else if (isSystemError(error)) {
    writeError(`maifady-mcp: the system refused: ${line}\n`)
  } else {
    const how = debug
      ? 'Please report it with these lines'
      : 'Run it again with --debug and report it with what that prints'
    writeError(`maifady-mcp: this is a bug of maifady-mcp: ${line}. ${how}: \`npm bugs maifady-mcp\` opens the page.\n`)
  }
  if (debug && error instanceof Error) writeError(`${error.stack ?? ''}\n`)
  return 2
}

/** No permission, no space, a folder that went away: named by the system, mended by the user. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string'
}
