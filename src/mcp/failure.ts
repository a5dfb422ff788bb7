import { UsageError } from '../usage-error.ts'
import { VERSION } from '../version.ts'
import type { Surface } from './surface.ts'
import { oneLine } from './text.ts'

/** One line for the client. What is not the client's to mend is a bug of ours: its details go to the person who runs the server. */
export function describeFailure(surface: Surface, what: string, error: unknown): string {
  if (error instanceof UsageError) return error.message
  const debug = surface.context.env['MAIFADY_DEBUG'] !== undefined
  const detail = error instanceof Error ? ((debug ? error.stack : undefined) ?? error.message) : String(error)
  surface.report(`${what} failed: ${debug ? detail : oneLine(detail)}`)
  return `This is a bug in maifady-mcp ${VERSION}: ${what} failed. The server's log says more; with MAIFADY_DEBUG=1 it has the stack.`
}
