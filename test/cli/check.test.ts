import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BIN, cli, temporaryFolder } from './spawn-cli.ts'

const CLEAN = "SET lock_timeout = '2s';\nCREATE TABLE account (id bigint GENERATED ALWAYS AS IDENTITY, name text);\n"
const WARNING = "SET lock_timeout = '2s';\nALTER TABLE account RENAME TO customer;\n"
const ERROR = 'SELEC 1;\n'

interface Report {
  findings: { rule: string; severity: string; path: string; start: { line: number; column: number } }[]
  notChecked: { path: string; check: string; reason: string; remedy: string }[]
  checked: { path: string; check: string; ms: number }[]
}

/** A project with these migrations, numbered in their order. */
function project(...migrations: (string | Buffer)[]): string {
  const cwd = temporaryFolder()
  mkdirSync(join(cwd, 'migrations'))
  for (const [index, text] of migrations.entries()) {
    writeFileSync(join(cwd, 'migrations', `000${index + 1}_step.sql`), text)
  }
  return cwd
}

const check = async (cwd: string, ...args: string[]): ReturnType<typeof cli> => cli(['check', ...args], { cwd })

describe('exit codes', () => {
  it.each<[what: string, migrations: (string | Buffer)[], args: string[], code: number]>([
    ['clean', [CLEAN], [], 0],
    ['a warning', [CLEAN, WARNING], [], 0],
    ['a warning, --fail-on warning', [CLEAN, WARNING], ['--fail-on', 'warning'], 1],
    ['an error', [ERROR], [], 1],
    ['an error, --fail-on never', [ERROR], ['--fail-on', 'never'], 0],
    ['a file that could not be checked', [CLEAN, Buffer.from('a\0b')], [], 0],
    ['a file that could not be checked, --strict', [CLEAN, Buffer.from('a\0b')], ['--strict'], 1],
    ['clean, --strict', [CLEAN], ['--strict'], 0],
    [
      'a file that could not be checked, --strict --fail-on never',
      [Buffer.from('a\0b')],
      ['--strict', '--fail-on', 'never'],
      1,
    ],
  ])('%s', async (_, migrations, args, code) => {
    const result = await check(project(...migrations), '--check', 'postgres-migration', ...args)
    expect({ code: result.code, stderr: result.stderr }, result.stdout).toEqual({ code, stderr: '' })
  })

  it('nothing to check is wrong usage, not a pass', async () => {
    const cwd = temporaryFolder()
    expect(await check(cwd)).toMatchObject({ code: 2, stdout: '' })
    writeFileSync(join(cwd, 'notes.txt'), 'nothing that a check takes\n')
    expect(await check(cwd)).toMatchObject({ code: 2, stdout: '' })
    expect(await check(cwd, 'notes.txt')).toMatchObject({ code: 2, stdout: '' })
  })
})

describe('what is checked', () => {
  it('without paths: the current folder', async () => {
    const cwd = project(ERROR)
    expect((await check(cwd)).stdout).toBe((await check(cwd, '.')).stdout)
    expect((await check(cwd)).stdout).toContain('migrations/0001_step.sql')
  })

  it('one file of a folder, the others being what ran before', async () => {
    const { stdout } = await check(project(CLEAN, WARNING), 'migrations/0002_step.sql', '--format', 'json')
    const { findings, checked } = JSON.parse(stdout) as Report
    expect(checked.map(({ path }) => path)).toEqual(['migrations/0002_step.sql'])
    expect(findings).toMatchObject([
      { rule: 'postgres-migration/rename-table', severity: 'warning', start: { line: 2, column: 1 } },
    ])
  })

  it('what an agent is checked by', async () => {
    const { stdout } = await check(project(ERROR), '--agent', 'migration-writer', '--format', 'json')
    expect((JSON.parse(stdout) as Report).findings.map(({ rule }) => rule)).toEqual(['postgres-migration/syntax'])
  })

  it('what differs from a git ref', async () => {
    const cwd = project(CLEAN)
    const git = (...args: string[]): string =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd, encoding: 'utf8' })
    git('init', '--quiet')
    git('add', '.')
    git('commit', '--quiet', '--message', 'first')
    writeFileSync(join(cwd, 'migrations', '0002_step.sql'), ERROR)
    const { stdout, code } = await check(cwd, '--since', 'HEAD', '--format', 'json')
    const { checked, findings } = JSON.parse(stdout) as Report
    expect(code).toBe(1)
    expect(new Set([...checked, ...findings].map(({ path }) => path))).toEqual(new Set(['migrations/0002_step.sql']))
  })

  it('less what a baseline accepts', async () => {
    const cwd = project(ERROR)
    expect((await check(cwd, '--baseline', 'accepted.json', '--write-baseline')).code).toBe(0)
    expect(readFileSync(join(cwd, 'accepted.json'), 'utf8')).toContain('postgres-migration/syntax')
    expect((await check(cwd, '--baseline', 'accepted.json')).code).toBe(0)
    expect((await check(cwd)).code).toBe(1)
  })
})

describe('formats', () => {
  it('json is the report', async () => {
    const { stdout } = await check(project(ERROR), '--format', 'json')
    const report = JSON.parse(stdout) as Report
    expect(report.findings).toMatchObject([{ rule: 'postgres-migration/syntax', path: 'migrations/0001_step.sql' }])
    expect(report.notChecked).toEqual([])
    expect(report.checked).toMatchObject([{ path: 'migrations/0001_step.sql', check: 'postgres-migration' }])
  })

  it('sarif', async () => {
    const { stdout } = await check(project(ERROR), '--format', 'sarif')
    const log = JSON.parse(stdout) as { version: string; runs: { results: { ruleId: string }[] }[] }
    expect(log.version).toBe('2.1.0')
    expect(log.runs[0]?.results.map(({ ruleId }) => ruleId)).toEqual(['postgres-migration/syntax'])
  })

  it('github', async () => {
    const { stdout } = await check(project(ERROR), '--format', 'github')
    expect(stdout).toMatch(/^::error file=migrations\/0001_step\.sql,line=1,/)
  })

  it('text shows the place, and the rule to read about', async () => {
    const { stdout } = await check(project(ERROR))
    expect(stdout).toContain('migrations/0001_step.sql:1:1')
    expect(stdout).toContain('SELEC 1;')
    expect(stdout).toContain('maifady-mcp explain postgres-migration/syntax')
  })
})

describe('bad input is a finding or not checked, and everything else is still reported', () => {
  it.each<[what: string, content: string | Buffer]>([
    ['empty', ''],
    ['only spaces', ' \n\t\n'],
    ['binary', Buffer.from([0, 1, 2, 255, 254])],
    ['invalid UTF-8', Buffer.concat([Buffer.from("SELECT '"), Buffer.from([0xc3, 0x28]), Buffer.from("';\n")])],
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('SELECT 1;', 'utf16le')])],
    ['a byte order mark and CRLF', '\uFEFFSELECT 1;\r\nSELECT 2;\r\n'],
    ['huge', `-- ${'x'.repeat(12_000_000)}\nSELECT 1;\n`],
    ['deeply nested', `SELECT ${'('.repeat(20_000)}1${')'.repeat(20_000)};\n`],
    ['an open quote', "SELECT 'never closed;\n"],
  ])('%s', async (_, content) => {
    const cwd = project(content)
    writeFileSync(join(cwd, 'migrations', '0002_step.sql'), ERROR)
    const { code, stdout, stderr } = await check(cwd, '--format', 'json')
    const { findings, notChecked, checked } = JSON.parse(stdout) as Report
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    expect([...findings, ...notChecked, ...checked].map(({ path }) => path)).toContain('migrations/0001_step.sql')
    expect(findings).toContainEqual(
      expect.objectContaining({ path: 'migrations/0002_step.sql', rule: 'postgres-migration/syntax' }),
    )
  })

  it.each([
    ['postgres-migration', 'migrations/0001_step.sql'],
    ['postgres-schema', 'schema.sql'],
    ['sqlite-migration', 'migrations/0001_step.sql'],
  ])('a dump of 50 MB, %s: not read, and what to do', async (id, path) => {
    const cwd = project(CLEAN)
    writeFileSync(join(cwd, path), CLEAN)
    truncateSync(join(cwd, path), 50 * 1024 * 1024)
    const { code, stdout, stderr } = await check(cwd, path, '--check', id, '--strict', '--format', 'json')
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    const { notChecked, checked } = JSON.parse(stdout) as Report
    expect(checked).toEqual([])
    expect(notChecked).toMatchObject([
      { path, reason: 'it has 50.0 MB; the limit is 2.0 MB', remedy: expect.stringContaining('pg_dump --schema-only') },
    ])
  })

  it.skipIf(process.platform === 'win32')('links that go round in a circle', async () => {
    const cwd = project(ERROR)
    symlinkSync('..', join(cwd, 'migrations', 'loop'))
    symlinkSync('itself', join(cwd, 'migrations', 'itself'))
    const { code, stdout } = await check(cwd, '--format', 'json')
    expect(code).toBe(1)
    expect((JSON.parse(stdout) as Report).findings.map(({ path }) => path)).toEqual(['migrations/0001_step.sql'])
  })
})

it.skipIf(process.platform === 'win32')('Ctrl-C ends a check that runs for long, with what it has', async () => {
  const cwd = project('SELECT pg_sleep(60);\n')
  const child = spawn(process.execPath, [BIN, 'check', '--format', 'json'], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: cwd },
  })
  let stdout = ''
  child.stdout.on('data', (chunk) => (stdout += chunk))
  const ended = new Promise((resolve) => child.once('close', resolve))
  setTimeout(() => child.kill('SIGINT'), 1_500)
  expect(await ended).toBe(130)
  expect((JSON.parse(stdout) as Report).notChecked.map(({ reason }) => reason).join()).toContain('cancelled')
})
