import type { IncomingMessage } from 'node:http'
import { refuse, type Refusal } from './http-refusal.ts'

/** Bytes of one request. Enough for a few hundred migrations sent as texts. */
const LIMIT = 1_048_576
/** JSON that is nested deeper makes recursive code run out of stack; no request of the protocol comes near. */
const DEEPEST = 64
/** Messages in one JSON-RPC batch, which the versions before 2025-06-18 have. */
const LONGEST_BATCH = 20

const PARSE_ERROR = -32_700

/** The JSON of a request, or why it is not taken. Rejects when the client breaks off. */
export async function readJson(request: IncomingMessage): Promise<{ json: unknown } | { refusal: Refusal }> {
  const text = await readText(request)
  if (text === undefined)
    return { refusal: refuse(413, `The request is longer than ${LIMIT} bytes`, { Connection: 'close' }) }
  if (depthOf(text) > DEEPEST)
    return { refusal: refuse(400, `Parse error: nested deeper than ${DEEPEST}`, {}, PARSE_ERROR) }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { refusal: refuse(400, 'Parse error: the request is not JSON', {}, PARSE_ERROR) }
  }
  if (Array.isArray(json) && json.length > LONGEST_BATCH)
    return { refusal: refuse(400, `A batch has at most ${LONGEST_BATCH} messages`) }
  return { json }
}

/** Undefined when there is more than the limit. The stream is left alone then: to destroy it would close the socket before the answer is out. */
async function readText(request: IncomingMessage): Promise<string | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > LIMIT) return undefined
  const chunks: Buffer[] = []
  let length = 0
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= LIMIT) return chunks.push(chunk)
      request.pause()
      return resolve(undefined)
    })
    request.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
    request.once('error', reject)
  })
}

/** How deep arrays and objects are nested, found without recursion. */
function depthOf(json: string): number {
  let depth = 0
  let deepest = 0
  let quoted = false
  for (let index = 0; index < json.length; index++) {
    const code = json.charCodeAt(index)
    if (quoted) {
      if (code === 0x5c) index++
      else if (code === 0x22) quoted = false
    } else if (code === 0x22) quoted = true
    else if (code === 0x5b || code === 0x7b) deepest = Math.max(deepest, ++depth)
    else if (code === 0x5d || code === 0x7d) depth--
  }
  return deepest
}
