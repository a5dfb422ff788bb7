import type { HttpServer } from './http.ts'

/** Ends the process well on SIGINT and SIGTERM: with 0 when what runs has been answered. A second signal ends it at once. */
export function stopOnSignals(server: Pick<HttpServer, 'close'>, process: NodeJS.Process): void {
  let stopping = false
  const stop = (signal: 'SIGINT' | 'SIGTERM'): void => {
    if (stopping) process.exit(signal === 'SIGINT' ? 130 : 143)
    stopping = true
    server.close().then(
      () => process.exit(0),
      () => process.exit(2),
    )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}
