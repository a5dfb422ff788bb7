import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cp, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makeFolder } from '../make-folder.ts'
import { UsageError } from '../usage-error.ts'
import type { Engine } from './engines.ts'
import { packageRoot } from './package-root.ts'
import { engineFolder, installedIn } from './resolve.ts'
import type { Surroundings } from './resolve.ts'

const timeout = 10 * 60_000

/**
 * Installs an engine into the data directory with `npm ci`, from the lockfile that ships with the package: exact
 * version, integrity checked, no install scripts. Whole or not at all: it is made beside its place and renamed. Gives
 * the package's folder. Throws UsageError when there is no home, no npm, or npm fails.
 */
export async function install(engine: Engine, surroundings: Omit<Surroundings, 'cwd'>): Promise<string> {
  const target = targetOf(engine, surroundings)
  const installed = installedIn(target, engine)
  if (installed !== undefined) return installed
  const temporary = `${target}.${randomBytes(6).toString('hex')}.tmp`
  try {
    await makeFolder(dirname(target))
    const lock = join(packageRoot, 'engines', engine.name)
    for (const file of ['package.json', 'package-lock.json']) await cp(join(lock, file), join(temporary, file))
    await npmCi(temporary, surroundings)
    if (installedIn(temporary, engine) === undefined)
      throw new UsageError(`npm installed no ${engine.package} ${engine.version}`)
    return await putInPlace(temporary, target, engine)
  } catch (error) {
    throw error instanceof UsageError
      ? error
      : new UsageError(`cannot install ${engine.name} in ${dirname(target)}: ${reasonOf(error)}`)
  } finally {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined)
  }
}

/** Removes every version of an engine from the data directory; false when there was none. Throws UsageError. */
export async function remove(engine: Engine, surroundings: Omit<Surroundings, 'cwd'>): Promise<boolean> {
  const folder = dirname(targetOf(engine, surroundings))
  const entries = await readdir(folder).catch(() => [])
  const own = entries.filter((entry) => entry.startsWith(`${engine.name}-`))
  try {
    for (const entry of own) await rm(join(folder, entry), { recursive: true, force: true })
  } catch (error) {
    throw new UsageError(`cannot remove ${engine.name} from ${folder}: ${reasonOf(error)}`)
  }
  return own.length > 0
}

function targetOf(engine: Engine, surroundings: Omit<Surroundings, 'cwd'>): string {
  const folder = engineFolder(engine, surroundings)
  if (folder === undefined)
    throw new UsageError('there is no home folder to keep engines in; set HOME or XDG_DATA_HOME to a folder')
  return folder
}

/** Another process may have been faster: its copy is as good. What lies there and is not whole is replaced. */
async function putInPlace(temporary: string, target: string, engine: Engine): Promise<string> {
  const inPlace = (): string | undefined => installedIn(target, engine)
  const moved = await rename(temporary, target).then(
    () => undefined,
    (error: unknown) => ({ error }),
  )
  if (moved !== undefined && inPlace() === undefined) {
    await rm(target, { recursive: true, force: true })
    await rename(temporary, target)
  }
  const folder = inPlace()
  if (folder === undefined) throw new UsageError(`what was put into ${target} is gone again`)
  return folder
}

async function npmCi(cwd: string, { env, platform }: Omit<Surroundings, 'cwd'>): Promise<void> {
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  await new Promise<void>((resolve, reject) => {
    // On Windows npm is a batch file, which needs a shell; the arguments are constants.
    const npm = spawn('npm', args, {
      cwd,
      env,
      shell: platform === 'win32',
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout,
    })
    let errors = ''
    npm.stderr.on('data', (chunk: Buffer) => {
      errors = (errors + chunk.toString()).slice(-20_000)
    })
    npm.once('error', () =>
      reject(new UsageError('npm was not found; install Node.js with npm, or put npm on the PATH')),
    )
    npm.once('close', (code, signal) => {
      if (code === 0) resolve()
      else if (signal !== null)
        reject(new UsageError(`npm did not end within ${timeout / 60_000} minutes; check the network or the proxy`))
      else reject(new UsageError(npmFailure(errors)))
    })
  })
}

const offline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED|network/i

function npmFailure(errors: string): string {
  const code = /^npm (?:error|ERR!) code (\S+)/m.exec(errors)?.[1] ?? 'an error'
  if (offline.test(errors))
    return `npm could not reach its registry (${code}); check the network or the proxy, then try again`
  if (code === 'EINTEGRITY')
    return 'npm refused a package whose checksum is not the one we ship (EINTEGRITY); check the registry that npm is set to'
  const first = /^npm (?:error|ERR!) (?!code )(.*\S.*)$/m.exec(errors)?.[1] ?? ''
  return `npm failed with ${code}: ${first.slice(0, 300)}`
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.split('\n', 1)[0]! : String(error)
}
