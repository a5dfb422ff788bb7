import { execFile, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** A MariaDB server that is there for the tests alone, on a socket in a folder of its own. */
export interface TestServer {
  /** Sends statements as root; gives the server's error, or undefined. */
  run(sql: string): Promise<string | undefined>
  stop(): Promise<void>
}

const PATH = `${process.env['PATH'] ?? ''}:/usr/sbin`
const execute = promisify(execFile)

/** Throws when no MariaDB server is installed: a test that cannot run has not passed. */
export async function startServer(): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'maifady-maria-'))
  const data = join(folder, 'data')
  const socket = join(folder, 's')
  const user = `--user=${userInfo().username}`
  const env = { ...process.env, PATH }
  const make = [
    '--no-defaults',
    user,
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
  ]
  try {
    execFileSync('mariadb-install-db', make, { env, stdio: 'ignore' })
  } catch (error) {
    throw new Error('these tests need a MariaDB server: install it (apt-get install mariadb-server)', { cause: error })
  }
  const args = ['--no-defaults', user, `--datadir=${data}`, `--socket=${socket}`, '--skip-networking']
  const server = spawn('mariadbd', [...args, `--pid-file=${join(folder, 'pid')}`], { env, stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const run = async (sql: string): Promise<string | undefined> => {
    try {
      await execute('mariadb', ['--no-defaults', '-uroot', '-S', socket, '-e', sql], { env })
      return undefined
    } catch (error) {
      const { stderr } = error as { stderr?: string }
      return /^ERROR.*$/m.exec(stderr ?? '')?.[0] ?? String(error)
    }
  }
  for (let tries = 0; (await run('SELECT 1')) !== undefined; tries += 1) {
    if (tries > 300 || server.exitCode !== null) throw new Error('MariaDB did not start')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return {
    run,
    async stop() {
      server.kill('SIGKILL')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
