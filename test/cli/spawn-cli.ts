import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const BIN: string = fileURLToPath(new URL('../../bin/maifady-mcp.js', import.meta.url))

export interface CliOptions {
  cwd?: string
  /** In place of the whole environment but PATH and a HOME of its own. */
  env?: Record<string, string | undefined>
  /** Text for stdin, which is closed after it. */
  stdin?: string
  /** Options of node itself. */
  node?: string[]
  bin?: string
  execPath?: string
}

export interface CliResult {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

const folders: string[] = []
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A folder that goes away with the process. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'maifady-test-'))
  folders.push(folder)
  return folder
}

const home = temporaryFolder()

/** Runs the command line as a user would, in an environment of its own. */
export async function cli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const { cwd, env = {}, stdin = '', node = [], bin = BIN, execPath = process.execPath } = options
  const child = spawn(execPath, [...node, bin, ...args], {
    cwd: cwd ?? home,
    env: { PATH: process.env['PATH'], HOME: home, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk))
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk))
  child.stdin.on('error', () => {})
  child.stdin.end(stdin)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }))
  })
}
