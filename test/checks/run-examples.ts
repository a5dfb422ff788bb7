import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { CHECKS } from '../../src/checks/index.ts'
import type * as Library from '../../src/index.ts'

// The library as it is shipped: the checks run in their worker.
const library = (await import(new URL('../../dist/index.js', import.meta.url).href)) as typeof Library

/** Examples with dates in them stay as they are. */
const TODAY = '2026-11-27'

const here = import.meta.dirname
// An example that somebody works on is no edited migration of this repository.
process.env['GIT_CEILING_DIRECTORIES'] = here

const foldersOf = (check: string): string[] =>
  readdirSync(join(here, check), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^(?:bad|ok|miss)-/.test(entry.name))
    .map(({ name }) => name)
    .sort()

/** Where a folder is checked: itself, or a repository that has `before/` on its main branch and `after/` in its working tree. */
function workingTree(folder: string): { cwd: string; remove: () => void } {
  if (!existsSync(join(folder, 'before')) || !existsSync(join(folder, 'after')))
    return { cwd: folder, remove: () => undefined }
  const cwd = mkdtempSync(join(tmpdir(), 'maifady-test-'))
  const git = (...args: string[]): unknown =>
    execFileSync(
      'git',
      ['-c', 'user.name=A', '-c', 'user.email=a@example.com', '-c', 'commit.gpgSign=false', ...args],
      {
        cwd,
        stdio: 'pipe',
      },
    )
  git('init', '--quiet', '--initial-branch=main')
  cpSync(join(folder, 'before'), cwd, { recursive: true })
  git('add', '--all')
  git('commit', '--quiet', '--message', 'before')
  for (const name of readdirSync(cwd).filter((each) => each !== '.git')) rmSync(join(cwd, name), { recursive: true })
  cpSync(join(folder, 'after'), cwd, { recursive: true })
  return { cwd, remove: () => rmSync(cwd, { recursive: true, force: true }) }
}

/**
 * Each folder `bad-<rule>`, `ok-<rule>` or `miss-<rule>` (with `--<what>` behind it) is a project: the rule flags the first kind and says
 * nothing of the others. With `before/` and `after/` in it, it is a branch. A miss is something bad that we know we do not see; docs/evidence.md lists it.
 */
export function runExamples(id: string): void {
  const row = CHECKS.find((each) => each.id === id)
  let context: Awaited<ReturnType<typeof library.openContext>>

  beforeAll(async () => {
    const { env, platform } = process
    context = await library.openContext({ cwd: here, env: {}, home: env['HOME'], platform })
  })
  afterAll(async () => {
    await context.close()
  })

  describe(id, () => {
    it.each(foldersOf(id))('%s', async (folder) => {
      const { cwd, remove } = workingTree(join(here, id, folder))
      onTestFinished(remove)
      // The one rule that speaks of a pair of files, and only when it is asked to compare them.
      const request = folder.includes('-not-equivalent')
        ? { paths: ['before.sql', 'after.sql'], equivalent: true }
        : { paths: ['.'], checks: [id] }
      const report = await library.checkFiles({ ...context, cwd, today: () => TODAY }, request)
      const { findings, notChecked } = report

      const [, kind, rule] = /^(bad|ok|miss)-(.+?)(?:--.*)?$/.exec(folder) ?? []
      const broken = new Set(findings.map((finding) => finding.rule))
      expect(broken.has(`${id}/${rule}`)).toBe(kind === 'bad')
      // A folder of which nothing is said proves nothing.
      expect(report.checked.length + notChecked.length).toBeGreaterThan(0)
      const text = `${JSON.stringify({ findings, notChecked }, undefined, 2)}\n`
      await expect(text).toMatchFileSnapshot(join(here, id, folder, 'expected.json'))
    })

    it('shows each rule broken and kept, and no rule that is not there', () => {
      const shown = new Set(foldersOf(id).map((folder) => folder.replace(/--.*$/, '')))
      const names = row?.rules.map((rule) => rule.id.split('/')[1] ?? '') ?? []
      const wanted = names.flatMap((name) => [`bad-${name}`, `ok-${name}`])
      expect([...shown].filter((name) => !name.startsWith('miss-')).toSorted()).toEqual(wanted.toSorted())
      expect(names.length).toBeGreaterThan(0)
    })
  })
}
