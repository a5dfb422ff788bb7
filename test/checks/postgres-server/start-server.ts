import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess, SpawnOptions } from 'node:child_process'
import { accessSync, chmodSync, chownSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'

/** A PostgreSQL server that is there for the tests alone. */
export interface TestServer {
  port: number
  /** Its data folder. */
  cluster: string
  /** Its certificate, which it signed itself, for 127.0.0.1. */
  certificate: string
  /** Its process, the postmaster. */
  process: ChildProcess
  /** The address as this role; by default the superuser, whose password is `password`. */
  url(role?: string, database?: string): string
  /** Sends a statement to the database postgres as the superuser and gives the first column of the rows. */
  ask(sql: string): Promise<unknown[]>
  stop(): Promise<void>
}

/** What the passwords of all roles are; it must never be seen in what the checks print. */
export const PASSWORD = 'hunter2-is:not/shown'

/** Whom our own sessions are not counted against: see `facts.ts`. */
const APPLICATION = 'maifady-mcp test'

/**
 * Makes a cluster and starts it on a port of its own. Throws when no PostgreSQL server is installed: a test that cannot run has
 * not passed.
 */
export async function startServer(
  settings: Readonly<Record<string, string>> = {},
  { standby = false }: { standby?: boolean } = {},
): Promise<TestServer> {
  const bin = binaries()
  const data = mkdtempSync(join(tmpdir(), 'maifady-pg-'))
  const as = unprivileged(data)
  const secret = join(data, 'secret')
  writeFileSync(secret, `${PASSWORD}\n`)
  if (as.uid !== undefined) chownSync(secret, as.uid, as.gid ?? as.uid)
  const cluster = join(data, 'cluster')
  execFileSync(
    join(bin, 'initdb'),
    [
      '-D',
      cluster,
      '-U',
      'admin',
      '--auth=scram-sha-256',
      `--pwfile=${secret}`,
      '--no-sync',
      '-E',
      'UTF8',
      '--locale=C',
    ],
    { ...as, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const certificate = join(cluster, 'server.crt')
  makeCertificate(cluster, as)
  // A standby that waits for a primary which never comes.
  if (standby) writeFileSync(join(cluster, 'standby.signal'), '')
  const port = await freePort()
  const all = {
    fsync: 'off',
    ssl: 'on',
    listen_addresses: '127.0.0.1',
    unix_socket_directories: data,
    port: String(port),
    ...settings,
  }
  const args = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(join(bin, 'postgres'), ['-D', cluster, ...args], { ...as, stdio: ['ignore', 'ignore', 'pipe'] })
  let log = ''
  server.stderr?.setEncoding('utf8').on('data', (text: string) => (log = (log + text).slice(-20_000)))
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))

  const url = (role = 'admin', database = 'postgres'): string =>
    `postgres://${role}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${encodeURIComponent(database)}`
  const ask = async (sql: string): Promise<unknown[]> => {
    const client = new Client({ connectionString: url(), application_name: APPLICATION })
    client.on('error', () => undefined)
    await client.connect()
    try {
      const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' })
      return rows.map(([first]) => first)
    } finally {
      await client.end()
    }
  }
  for (let tries = 0; ; tries += 1) {
    try {
      await ask('select 1')
      break
    } catch (error) {
      if (tries > 300 || server.exitCode !== null) throw new Error(`PostgreSQL did not start: ${log}`, { cause: error })
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  return {
    port,
    cluster,
    certificate,
    process: server,
    url,
    ask,
    async stop() {
      server.kill('SIGQUIT')
      await ended
      rmSync(data, { recursive: true, force: true })
    },
  }
}

function makeCertificate(folder: string, as: Pick<SpawnOptions, 'uid' | 'gid'>): void {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', 'server.key']
  const name = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2', '-out', 'server.crt']
  execFileSync('openssl', ['req', '-x509', ...key, ...name], { ...as, cwd: folder, stdio: 'ignore' })
}

/** The folder with initdb and postgres, the newest there is. */
function binaries(): string {
  const debian = '/usr/lib/postgresql'
  const versions = list(debian).toSorted((a, b) => Number(b) - Number(a))
  const folders = [
    ...(process.env['PATH'] ?? '').split(':'),
    ...versions.map((version) => join(debian, version, 'bin')),
  ]
  const found = folders.find((folder) => isThere(join(folder, 'initdb')) && isThere(join(folder, 'postgres')))
  if (found === undefined)
    throw new Error(
      'these tests need a PostgreSQL server: install it (apt-get install postgresql) or put initdb on the PATH',
    )
  return found
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function isThere(file: string): boolean {
  try {
    accessSync(file)
    return true
  } catch {
    return false
  }
}

/** PostgreSQL does not run as root: then as nobody, who is given the folder. */
function unprivileged(folder: string): Pick<SpawnOptions, 'uid' | 'gid'> & { cwd: string } {
  if (process.getuid?.() !== 0) return { cwd: folder }
  const id = (option: string): number => Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' }))
  const [uid, gid] = [id('-u'), id('-g')]
  chownSync(folder, uid, gid)
  chmodSync(folder, 0o700)
  return { uid, gid, cwd: folder }
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const listener = createServer()
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const { port } = listener.address() as AddressInfo
  await new Promise((resolve) => listener.close(resolve))
  return port
}
