import { parse } from 'pg-connection-string'
import { UsageError } from '../../usage-error.ts'

/** Where a server is, as the driver takes it. */
export interface Address {
  host: string | undefined
  port: number | undefined
  user: string | undefined
  password: string | undefined
  database: string | undefined
  ssl: boolean | object | undefined
  /** Milliseconds until a connection must stand. */
  connectTimeout: number
}

const parameters = new Set([
  'host',
  'port',
  'user',
  'password',
  'sslmode',
  'sslcert',
  'sslkey',
  'sslrootcert',
  'connect_timeout',
])
const sslModes = new Set(['disable', 'require', 'verify-ca', 'verify-full'])
/** Milliseconds; a server that is there answers in a few. */
const defaultTimeout = 10_000

/**
 * Reads a URL as libpq does: https://www.postgresql.org/docs/18/libpq-connect.html#LIBPQ-CONNSTRING-URIS. What it leaves out the
 * driver takes from PGHOST, PGPORT, PGUSER, PGPASSWORD, PGDATABASE and the password file. Throws UsageError; no message repeats a part
 * of the URL that may be a piece of a password.
 */
export function readAddress(databaseUrl: string): Address {
  const url = new URL(databaseUrl)
  // A password with a raw / or ? in it ends the host early, and the rest of it would be shown as something else.
  if (url.pathname.includes('@') || url.search.includes('@'))
    throw new UsageError('the database URL has an @ after the host; percent-encode @, /, ? and # in its password')
  if (url.hash !== '')
    throw new UsageError(
      'the database URL has a #; percent-encode @, /, ? and # in its password as %40, %2F, %3F and %23',
    )
  if ([...url.searchParams.keys()].some((name) => !parameters.has(name)))
    throw new UsageError(
      `the database URL has a parameter that is not known here; known are ${[...parameters].join(', ')}`,
    )
  const sslMode = url.searchParams.get('sslmode')
  if (sslMode !== null && !sslModes.has(sslMode))
    throw new UsageError(`sslmode in the database URL must be one of ${[...sslModes].join(', ')}`)
  const read = readOptions(databaseUrl)
  return {
    host: text(read.host),
    port: portOf(text(read.port)),
    user: text(read.user),
    password: text(read.password),
    database: text(read.database),
    ssl: typeof read.ssl === 'string' ? undefined : read.ssl,
    connectTimeout: timeoutOf(url.searchParams.get('connect_timeout')),
  }
}

/** The server and the database, for messages. */
export function nameOf({ host, port, database }: Pick<Address, 'host' | 'port' | 'database'>): string {
  const where = host === undefined ? 'the default host' : host.startsWith('/') ? `the socket in ${host}` : host
  return `${where}${port === undefined ? '' : `:${port}`}${database === undefined ? '' : `, database "${database}"`}`
}

function readOptions(databaseUrl: string): ReturnType<typeof parse> {
  try {
    return parse(databaseUrl, { useLibpqCompat: true })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (/^E[A-Z]+$/.test(code) && code !== 'ERR_INVALID_URL')
      throw new UsageError(`a certificate or key that the database URL names cannot be read (${code})`)
    if (error instanceof Error && error.message.includes('sslrootcert'))
      throw new UsageError('sslmode=verify-ca in the database URL needs sslrootcert=<file>; or use verify-full')
    throw new UsageError('the database URL cannot be read; percent-encode what is not a letter or digit in its parts')
  }
}

const text = (value: string | null | undefined): string | undefined =>
  value === null || value === undefined || value === '' ? undefined : value

function portOf(value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  const port = /^\d{1,5}$/.test(value) ? Number(value) : 0
  if (port < 1 || port > 65_535) throw new UsageError('the port in the database URL must be a number from 1 to 65535')
  return port
}

function timeoutOf(value: string | null): number {
  if (value === null) return defaultTimeout
  if (!/^[1-9]\d{0,2}$/.test(value))
    throw new UsageError('connect_timeout in the database URL must be a number of seconds from 1 to 999')
  return Number(value) * 1000
}
