import type { ExitCode } from '../main.ts'

export async function serve(_o: unknown): Promise<ExitCode | 'running'> {
  await (await import('../../mcp/stdio.ts')).serveStdio()
  return 'running'
}
