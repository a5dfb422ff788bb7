import { nameOf } from './address.ts'
import type { Address } from './address.ts'

/** Why no session came about, in one line that says what to do. It repeats no password: the server does not, and ours do not. */
export function explainFailure(error: unknown, address: Address): string {
  const message = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error)
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  const known = sayings.find(([pattern]) => pattern.test(code) || pattern.test(message))?.[1]
  const said = mask(message === '' ? code : message, address)
  return `cannot connect to PostgreSQL at ${nameOf(address)}: ${known ?? 'check the database URL'} (${said})`
}

const sayings: readonly [RegExp, string][] = [
  [/^ECONNREFUSED$/, 'nothing listens there; start the server, or check host and port'],
  [/^ENOENT$/, 'there is no such socket; start the server, or check host and port'],
  [/^(?:ENOTFOUND|EAI_AGAIN)$/, 'the host is not known; check its name'],
  [
    /^(?:ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$|^timeout expired$/,
    'it did not answer in time; check host, port and firewall',
  ],
  [/^28P01$|password must be a/, 'it wants another password; put it into the URL, PGPASSWORD or ~/.pgpass'],
  [/^28000$/, 'it does not let this role in from here; check pg_hba.conf, the role and sslmode'],
  [/^3D000$/, 'there is no such database; name one that is there, for example postgres (nothing is run in it)'],
  [/^53300$/, 'it takes no more connections; three are needed'],
  [/^57P03$/, 'it is starting or stopping; try again'],
  [/does not support SSL/, 'it speaks no TLS; leave sslmode out or say sslmode=disable'],
  [
    /certificate|^(?:DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|CERT_|ERR_TLS)/i,
    'its certificate is not trusted; name its CA with sslrootcert, or use sslmode=require, which trusts any',
  ],
  [/terminated unexpectedly|^ECONNRESET$/, 'it closed the connection; check that a PostgreSQL server listens there'],
  [/unsupported startup parameter/, 'a connection pooler stands in between; name the server itself'],
]

function mask(text: string, { password }: Address): string {
  return password === undefined ? text : text.replaceAll(password, '***')
}
