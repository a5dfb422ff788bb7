import { execFile } from 'node:child_process'
import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { UsageError } from '../usage-error.ts'

const run = promisify(execFile)

/** Neither quoted paths nor a program that the repository's own settings name. */
const SETTINGS = ['-c', 'core.quotePath=false', '-c', 'core.fsmonitor=false']

/**
 * Real paths of the files that differ from a git ref in the working tree, untracked ones included, deleted ones not.
 * Throws UsageError when there is no git, no repository, or no such ref.
 */
export async function changedSince(ref: string, cwd: string): Promise<Set<string>> {
  if (ref === '' || ref.startsWith('-') || /[\p{Cc}\s]/u.test(ref)) {
    throw new UsageError(
      `"${ref.replace(/\p{Cc}/gu, '?').slice(0, 80)}" is no git ref; name a branch, a tag or a commit`,
    )
  }
  const top = (
    await git(cwd, ['rev-parse', '--show-toplevel'], 'this folder is in no git repository; leave --since out')
  ).trim()
  const commit = await git(
    cwd,
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`],
    `git knows no ref "${ref.slice(0, 80)}" here; name a branch, a tag or a commit`,
  )
  const changed = await git(top, [
    'diff',
    '--name-only',
    '-z',
    '--no-ext-diff',
    '--no-textconv',
    '--no-renames',
    '--diff-filter=d',
    commit.trim(),
    '--',
  ])
  const added = await git(top, ['ls-files', '--others', '--exclude-standard', '-z'])
  const paths = [...changed.split('\0'), ...added.split('\0')].filter((path) => path !== '')
  const real = await Promise.all(paths.map((path) => realpath(join(top, path)).catch(() => undefined)))
  return new Set(real.filter((path) => path !== undefined))
}

/** stdout of git. `wrong`: what a failure means to the user. */
async function git(cwd: string, args: readonly string[], wrong?: string): Promise<string> {
  try {
    const { stdout } = await run('git', [...SETTINGS, ...args], { cwd, maxBuffer: 64 * 1024 * 1024, timeout: 30_000 })
    return stdout
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new UsageError('--since needs git, which is not installed or not in the PATH')
    }
    if (wrong !== undefined) throw new UsageError(wrong)
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : ''
    throw new UsageError(
      `git could not tell what changed: ${said.trim().split('\n', 1)[0] ?? ''}; run \`git status\` to see why`,
    )
  }
}
