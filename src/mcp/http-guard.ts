import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { BlockList, isIP } from 'node:net'
import { localhostAllowedHostnames, validateHostHeader, validateOriginHeader } from '@modelcontextprotocol/server'
import { UsageError } from '../usage-error.ts'
import { refuse, type Refusal } from './http-refusal.ts'

export interface GuardOptions {
  /** The address that is bound to. */
  host: string
  token: string | undefined
  /** Host names by which clients may call the server, without port; also those that a browser's Origin may have. */
  allowedHosts: readonly string[] | undefined
}

/** Shorter ones can be guessed by trying. */
const SHORTEST_TOKEN = 16

/**
 * Makes the check that each request to the endpoint passes first: who it was sent to (DNS rebinding), which page sent it,
 * and the token. Throws UsageError when the options would leave the endpoint open to others than this machine's user.
 */
export function createGuard({
  host,
  token,
  allowedHosts,
}: GuardOptions): (headers: IncomingHttpHeaders) => Refusal | undefined {
  const local = isLoopback(host)
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token))
    throw new UsageError('the token has characters that no HTTP header can carry; use letters, digits and signs.')
  if (token !== undefined && token.length < SHORTEST_TOKEN)
    throw new UsageError(
      `the token is too short: at least ${SHORTEST_TOKEN} characters, for example from \`openssl rand -hex 24\`.`,
    )
  if (!local && token === undefined)
    throw new UsageError(
      `--host ${host} is reachable from other machines: add --token <secret>, or leave --host out to serve this machine only.`,
    )

  const ownNames = local ? [...localhostAllowedHostnames(), isIP(host) === 6 ? `[${host}]` : host] : []
  const hostNames = allowedHosts ?? (local ? ownNames : undefined)
  const originNames = [...(allowedHosts ?? []), ...ownNames]
  const secret = token === undefined ? undefined : digest(token)

  return (headers) => {
    // Beyond this machine without a list of names, the token is what a rebound page does not have.
    const wrongHost = hostNames === undefined ? undefined : validateHostHeader(headers.host, [...hostNames])
    if (wrongHost?.ok === false) return refuse(403, wrongHost.message)
    const wrongOrigin = validateOriginHeader(headers.origin, originNames)
    if (!wrongOrigin.ok) return refuse(403, wrongOrigin.message)
    return secret === undefined ? undefined : checkToken(headers.authorization, secret)
  }
}

function checkToken(authorization: string | undefined, secret: Buffer): Refusal | undefined {
  const [, given] = /^Bearer +(\S+) *$/i.exec(authorization ?? '') ?? []
  // Digests have one length, so the comparison takes the same time for each wrong token.
  if (given !== undefined && timingSafeEqual(digest(given), secret)) return undefined
  const missing = authorization === undefined
  const challenge = `Bearer realm="maifady-mcp"${missing ? '' : ', error="invalid_token"'}`
  return refuse(401, missing ? 'This server wants a bearer token' : 'Wrong bearer token', {
    'WWW-Authenticate': challenge,
  })
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** Whether only this machine can reach the address. */
export function isLoopback(host: string): boolean {
  const family = isIP(host)
  return family === 0 ? host.toLowerCase() === 'localhost' : loopback.check(host, family === 6 ? 'ipv6' : 'ipv4')
}
