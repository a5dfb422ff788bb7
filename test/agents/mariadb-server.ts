import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A MariaDB server of this test's own, reached by a socket only. */
export interface MariaDb {
  /** Runs statements in a database of their own. The first error that the server reports is returned, else undefined. */
  run: (sql: string) => string | undefined
  stop: () => Promise<void>
}

/** Paths of programs. */
interface MariaDbPrograms {
  server: string
  install: string
  client: string
}

/** The programs of a server: on the PATH or where Debian puts them; undefined when one is missing. */
export function findMariaDb(): MariaDbPrograms | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/bin']
  const find = (name: string): string | undefined =>
    folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
  const [server, install, client] = ['mariadbd', 'mariadb-install-db', 'mariadb'].map(find)
  if (server === undefined || install === undefined || client === undefined) return undefined
  return { server, install, client }
}

/** Starts a server on an empty data folder. Throws when it does not answer within a minute. */
export async function startMariaDb(programs: MariaDbPrograms): Promise<MariaDb> {
  const folder = mkdtempSync(join(tmpdir(), 'maifady-mariadb-'))
  const socket = join(folder, 's')
  // As root the server refuses to run unless it is told so.
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : []
  const data = `--datadir=${join(folder, 'data')}`
  execFileSync(
    programs.install,
    ['--no-defaults', ...asRoot, data, '--auth-root-authentication-method=normal', '--skip-test-db'],
    { stdio: 'pipe' },
  )
  const server = spawn(programs.server, ['--no-defaults', ...asRoot, data, `--socket=${socket}`, '--skip-networking'], {
    stdio: 'ignore',
  })
  const client = (sql: string): { failed: boolean; message: string } => {
    const { status, stderr, error } = spawnSync(programs.client, ['--no-defaults', '-uroot', `--socket=${socket}`], {
      input: sql,
      encoding: 'utf8',
      timeout: 30_000,
    })
    return { failed: status !== 0, message: error?.message ?? stderr.trim() }
  }
  const stop = async (): Promise<void> => {
    await ended(server)
    rmSync(folder, { recursive: true, force: true })
  }
  for (let tries = 0; client('SELECT 1').failed; tries++) {
    if (tries === 240) {
      await stop()
      throw new Error('MariaDB did not start')
    }
    await sleep(250)
  }
  let databases = 0
  const run = (sql: string): string | undefined => {
    const name = `block_${++databases}`
    const { failed, message } = client(`CREATE DATABASE ${name}; USE ${name};\n${sql}`)
    return failed ? message : undefined
  }
  return { run, stop }
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return
  const exit = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  await exit
}
