import type { ServerResponse } from 'node:http'

/** A request that is not let through. */
export interface Refusal {
  status: number
  /** Code of the JSON-RPC error. */
  code: number
  message: string
  headers: Readonly<Record<string, string>>
}

const SERVER_ERROR = -32_000

export const refuse = (
  status: number,
  message: string,
  headers: Refusal['headers'] = {},
  code: number = SERVER_ERROR,
): Refusal => ({ status, code, message, headers })

/** Answers as clients of the protocol expect it: a JSON-RPC error that belongs to no request. */
export function sendRefusal(response: ServerResponse, { status, code, message, headers }: Refusal): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers })
  response.end(JSON.stringify({ jsonrpc: '2.0', error: { code, message }, id: null }))
}
