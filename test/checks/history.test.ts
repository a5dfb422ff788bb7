import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type * as Library from '../../src/index.ts'

const library = (await import(new URL('../../dist/index.js', import.meta.url).href)) as typeof Library

let cwd = ''
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'maifady-test-'))
})
afterEach(() => rmSync(cwd, { recursive: true, force: true }))

const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', '-c', 'commit.gpgSign=false', ...args], {
    cwd,
    encoding: 'utf8',
    stdio: 'pipe',
  })
function write(path: string, text: string): void {
  mkdirSync(dirname(join(cwd, path)), { recursive: true })
  writeFileSync(join(cwd, path), text)
}
function commit(branch: string): void {
  if (!existsSync(join(cwd, '.git'))) git('init', '--quiet', `--initial-branch=${branch}`)
  git('add', '--all')
  git('commit', '--quiet', '--message', 'work')
}
const PARSED = 'checks:\n  postgres-migration:\n    trace: false\n'
const settings = (more = ''): void => write('.maifady/config.yaml', `${PARSED}${more}`)

async function check(request: Partial<Library.CheckRequest> = {}): Promise<string[]> {
  const { env, platform } = process
  const context = await library.openContext({ cwd, env: {}, home: env['HOME'], platform })
  try {
    const { findings } = await library.checkFiles(context, { checks: ['postgres-migration'], ...request })
    return findings.map(({ rule, path }) => `${rule.split('/')[1]} ${path}`).filter((each) => !each.startsWith('no-'))
  } finally {
    await context.close()
  }
}

const FIRST = 'migrations/0001_a.sql'
const TABLE = 'CREATE TABLE a (id bigint PRIMARY KEY);\n'
const EDITED = 'CREATE TABLE a (id bigint PRIMARY KEY, b text);\n'

it('says nothing of history in a folder that is in no repository', async () => {
  settings()
  write(FIRST, TABLE)
  expect(await check()).toEqual([])
})

it('says nothing of history before the first commit', async () => {
  settings()
  write(FIRST, TABLE)
  git('init', '--quiet')
  expect(await check()).toEqual([])
})

it('takes what is on the main branch for applied, and what the branch added for its own', async () => {
  settings()
  write(FIRST, TABLE)
  commit('main')
  git('switch', '--quiet', '--create', 'feature')
  write('migrations/0002_b.sql', 'CREATE TABLE b (id bigint PRIMARY KEY);\n')
  commit('feature')
  write('migrations/0002_b.sql', 'CREATE TABLE b (id bigint PRIMARY KEY, c text);\n')
  expect(await check()).toEqual([])
  write(FIRST, EDITED)
  expect(await check()).toEqual([`applied-migration-edited ${FIRST}`])
})

it('goes by the base of the settings, and by --since where no main branch is known', async () => {
  settings()
  write(FIRST, TABLE)
  commit('trunk')
  write(FIRST, EDITED)
  expect(await check()).toEqual([])
  expect(await check({ since: 'trunk' })).toEqual([`applied-migration-edited ${FIRST}`])
  settings('    base: trunk\n')
  expect(await check()).toEqual([`applied-migration-edited ${FIRST}`])
  settings('    base: no-such-branch\n')
  await expect(check()).rejects.toThrow(/git finds no commit that "no-such-branch" and HEAD have in common/)
  settings('    base: "--output=x"\n')
  await expect(check()).rejects.toThrow(/is no git ref/)
})

it('sees the folders of Prisma, from a folder below the top of the repository', async () => {
  write('app/.maifady/config.yaml', PARSED)
  write('app/prisma/migrations/20260101000000_init/migration.sql', TABLE)
  commit('main')
  write('app/prisma/migrations/20260101000000_init/migration.sql', `-- a comment\n${TABLE}`)
  cwd = join(cwd, 'app')
  expect(await check()).toEqual(['applied-migration-edited prisma/migrations/20260101000000_init/migration.sql'])
  cwd = dirname(cwd)
})

it('takes line ends, which git makes, for no change', async () => {
  settings()
  write('migrations/V1__a.sql', TABLE)
  commit('main')
  write('migrations/V1__a.sql', `\uFEFF${TABLE.replaceAll('\n', '\r\n')}`)
  expect(await check()).toEqual([])
})

it('runs no filter that the repository names', async () => {
  settings()
  write('.gitattributes', '*.sql filter=evil\n')
  write(FIRST, TABLE)
  commit('main')
  git('config', 'filter.evil.clean', `touch ${join(cwd, 'ran')}; cat`)
  git('config', 'core.fsmonitor', `touch ${join(cwd, 'ran')}`)
  write(FIRST, EDITED)
  expect(await check()).toEqual([`applied-migration-edited ${FIRST}`])
  expect(existsSync(join(cwd, 'ran'))).toBe(false)
})
