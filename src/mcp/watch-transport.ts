/* oxlint-disable unicorn/prefer-add-event-listener -- the SDK's transports have callbacks, not events */
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/server'

export interface WatchedTransport {
  transport: Transport
  /** Resolves when every request that came in is answered, or after so many milliseconds. */
  idle(limit: number): Promise<void>
  /** Resolves when the other side is gone. */
  closed: Promise<void>
}

/** A transport of which one can tell what is still unanswered and when it has ended; the SDK's tells only the server. */
export function watchTransport(wire: Transport): WatchedTransport {
  const unanswered = new Set<string | number>()
  let settled = (): void => {}
  const settle = (id: unknown): void => {
    unanswered.delete(id as string | number)
    if (unanswered.size === 0) settled()
  }
  const transport: Transport = {
    start: async () => wire.start(),
    close: async () => wire.close(),
    send: async (message, options) => {
      await wire.send(message, options)
      if ('id' in message && !('method' in message)) settle(message.id)
    },
  }
  wire.onmessage = (message: JSONRPCMessage, extra) => {
    if ('method' in message && 'id' in message) unanswered.add(message.id)
    else if ('method' in message && message.method === 'notifications/cancelled') settle(message.params?.['requestId'])
    transport.onmessage?.(message, extra)
  }
  wire.onerror = (error) => transport.onerror?.(error)
  const closed = new Promise<void>((resolve) => {
    wire.onclose = () => {
      transport.onclose?.()
      settled()
      resolve()
    }
  })
  const idle = async (limit: number): Promise<void> => {
    if (unanswered.size === 0) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, limit)
      settled = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
  return { transport, idle, closed }
}
