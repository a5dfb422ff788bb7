import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { temporaryFolder } from '../cli/spawn-cli.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export interface Packed {
  /** Paths in the tarball, sorted. */
  files: string[]
  /** An empty project into which the tarball was installed. */
  project: string
  /** The command in it. */
  bin: string
}

/** Packs this build and installs the tarball, with scripts allowed, into an empty folder. */
export function installPacked(): Packed {
  const folder = temporaryFolder()
  const project = join(folder, 'project')
  mkdirSync(project)
  // Without scripts, so that packing does not build dist/ anew under the tests that run beside this one.
  const packed = npm(ROOT, 'pack', '--json', '--ignore-scripts', '--pack-destination', folder)
  const [tarball] = JSON.parse(packed) as [{ filename: string; files: { path: string }[] }]
  writeFileSync(join(project, 'package.json'), '{ "private": true }\n')
  npm(project, 'install', '--no-audit', '--no-fund', join(folder, tarball.filename))
  return {
    files: tarball.files.map((file) => file.path).sort(),
    project,
    bin: join(project, 'node_modules', 'maifady-mcp', 'bin', 'maifady-mcp.js'),
  }
}

export function npm(cwd: string, ...args: string[]): string {
  return execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Size in bytes of all files below a folder. */
export function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => statSync(join(folder, path)))
    .filter((stat) => stat.isFile())
    .reduce((sum, stat) => sum + stat.size, 0)
}
