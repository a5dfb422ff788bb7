import { spawn } from 'node:child_process'
import { UsageError } from '../usage-error.ts'

/** Neither quoted paths nor a program that the repository's own settings name. */
const SETTINGS = ['-c', 'core.quotePath=false', '-c', 'core.fsmonitor=false']
const MOST_OUTPUT = 64 * 1024 * 1024
/** Milliseconds. */
const LONGEST = 30_000

export interface GitAnswer {
  /** Null when it was ended by a signal: it said too much or took too long. */
  code: number | null
  stdout: Buffer
  stderr: string
}

/** Runs git without a shell. Throws UsageError, which says `what` needs it, when git is not there. Whatever else goes wrong is in the answer. */
export async function runGit(
  cwd: string,
  args: readonly string[],
  { what, input = '' }: { what: string; input?: string },
): Promise<GitAnswer> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', [...SETTINGS, ...args], { cwd, timeout: LONGEST, stdio: 'pipe' })
    const chunks: Buffer[] = []
    let size = 0
    let stderr = ''
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > MOST_OUTPUT) child.kill()
      else chunks.push(chunk)
    })
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8').slice(0, 4096)))
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'ENOENT'
          ? new UsageError(`${what} needs git, which is not installed or not in the PATH`)
          : error,
      ),
    )
    child.once('close', (code) =>
      resolve({ code: size > MOST_OUTPUT ? null : code, stdout: Buffer.concat(chunks), stderr }),
    )
    // It may end before it has read everything.
    child.stdin.once('error', () => {})
    child.stdin.end(input)
  })
}
