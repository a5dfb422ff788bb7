import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { UsageError } from '../usage-error.ts'
import { runGit } from './git.ts'

/**
 * Real paths of the files that differ from a git ref in the working tree, untracked ones included, deleted ones not.
 * Throws UsageError when there is no git, no repository, or no such ref.
 */
export async function changedSince(ref: string, cwd: string): Promise<Set<string>> {
  requireRef(ref)
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

/** Throws UsageError for what git could take for an option or for several words. */
export function requireRef(ref: string): void {
  if (ref !== '' && !ref.startsWith('-') && !/[\p{Cc}\s]/u.test(ref)) return
  throw new UsageError(`"${ref.replace(/\p{Cc}/gu, '?').slice(0, 80)}" is no git ref; name a branch, a tag or a commit`)
}

/** stdout of git. `wrong`: what a failure means to the user. */
async function git(cwd: string, args: readonly string[], wrong?: string): Promise<string> {
  const { code, stdout, stderr } = await runGit(cwd, args, { what: '--since' })
  if (code === 0) return stdout.toString('utf8')
  throw new UsageError(
    wrong ?? `git could not tell what changed: ${stderr.trim().split('\n', 1)[0] ?? ''}; run \`git status\` to see why`,
  )
}
