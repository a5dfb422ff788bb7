import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { beforeAll, describe, expect, it } from 'vitest'
import { cli, temporaryFolder, type CliResult } from '../cli/spawn-cli.ts'
import { bytesIn, installPacked, npm, type Packed } from './install-packed.ts'

// CI names binaries of other versions of Node; without, the running one.
const NODE = process.env['MAIFADY_TEST_NODE'] ?? process.execPath
const PGLITE = fileURLToPath(new URL('../../node_modules/@electric-sql/pglite', import.meta.url))
const MIGRATION = 'CREATE TABLE account (id bigint PRIMARY KEY);\nALTER TABLE account ADD COLUMN plan text;\n'

interface Report {
  findings: { rule: string; basis: string }[]
  notChecked: { path: string; check: string; reason: string; remedy: string }[]
  checked: { path: string }[]
  traces?: { path: string; statements: { outcome: string }[] }[]
}

let packed: Packed
beforeAll(() => {
  packed = installPacked()
})

const run = (args: string[], options: { cwd?: string; env?: Record<string, string> } = {}): Promise<CliResult> =>
  cli(args, { bin: packed.bin, execPath: NODE, cwd: packed.project, ...options })

/** A project with one migration. */
function projectWithMigration(): string {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'migrations'))
  writeFileSync(join(folder, 'migrations', '0001_account.sql'), MIGRATION)
  return folder
}

describe('the tarball', () => {
  it('holds what is needed to run, and nothing else', () => {
    const folders = new Set(packed.files.map((path) => path.split('/')[0]))
    expect(
      [...folders]
        .filter((name) => !packed.files.includes(name ?? ''))
        .toSorted((one, other) => (String(one) < String(other) ? -1 : 1)),
    ).toMatchInlineSnapshot(`
      [
        "agents",
        "bin",
        "dist",
        "engines",
        "schemas",
      ]
    `)
    expect(packed.files.filter((path) => !path.includes('/'))).toMatchInlineSnapshot(`
      [
        "CHANGELOG.md",
        "LICENSE",
        "README.md",
        "package.json",
      ]
    `)
    expect(
      packed.files.filter(
        (path) => /(^|\/)(src|test|bench|scripts)\//.test(path) || /\.test\.|\.tgz$|(?<!\.d)\.ts$/.test(path),
      ),
    ).toEqual([])
  })

  it('makes a base install of at most 15 MB and 12 packages', () => {
    const packages = npm(packed.project, 'ls', '--all', '--parseable')
      .split('\n')
      .filter((line) => line.includes('node_modules'))
    expect(packages.length).toBeGreaterThan(1)
    expect(packages.length).toBeLessThanOrEqual(12)
    expect(bytesIn(join(packed.project, 'node_modules'))).toBeLessThanOrEqual(15_000_000)
  })

  it('brings no install script and no copyleft licence', () => {
    const lock = JSON.parse(readFileSync(join(packed.project, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { license?: string; hasInstallScript?: boolean }>
    }
    const installed = Object.entries(lock.packages).filter(([path]) => path !== '')
    expect(installed.length).toBeGreaterThan(1)
    expect(installed.filter(([, { hasInstallScript }]) => hasInstallScript === true)).toEqual([])
    expect(new Set(installed.map(([, { license }]) => license))).toMatchInlineSnapshot(`
      Set {
        "MIT",
        "ISC",
      }
    `)
  })
})

describe(`the installed command on Node ${NODE === process.execPath ? process.versions.node : NODE}`, () => {
  it('lists the agents', async () => {
    const { code, stdout } = await run(['list', '--format', 'json'])
    const { agents } = JSON.parse(stdout) as { agents: { name: string }[] }
    expect(code).toBe(0)
    expect(agents.map((agent) => agent.name)).toContain('migration-writer')
  })

  it('finds the expert for a task in plain words', async () => {
    const { stdout } = await run(['find', 'add a NOT NULL column to a table with 50 million rows', '--format', 'json'])
    const { fits, agents } = JSON.parse(stdout) as { fits: boolean; agents: { name: string }[] }
    expect({ fits, first: agents[0]?.name }).toEqual({ fits: true, first: 'migration-writer' })
  })

  it('explains a rule with the examples that travel along', async () => {
    const { code, stdout } = await run(['explain', 'postgres-migration/index-not-concurrent', '--format', 'json'])
    const { bad, ok } = JSON.parse(stdout) as { bad?: { files: unknown[] }; ok?: { files: unknown[] } }
    expect({ code, bad: bad?.files.length, ok: ok?.files.length }).toEqual({
      code: 0,
      bad: expect.any(Number) as number,
      ok: expect.any(Number) as number,
    })
  })

  it('without an engine reports what was not executed and the command that brings it', async () => {
    const cwd = projectWithMigration()
    const { stdout } = await run(['check', 'migrations', '--check', 'postgres-migration', '--format', 'json'], { cwd })
    const report = JSON.parse(stdout) as Report
    expect(report.traces ?? []).toEqual([])
    expect(report.notChecked.map(({ path, check }) => ({ path, check }))).toContainEqual({
      path: 'migrations/0001_account.sql',
      check: 'postgres-migration',
    })
    expect(report.notChecked.map((each) => each.remedy).join(' ')).toContain('engines install pglite')
    const strict = await run(
      ['check', 'migrations', '--check', 'postgres-migration', '--fail-on', 'never', '--strict'],
      { cwd },
    )
    expect(strict.code).toBe(1)
  })

  it('executes on the engine that the project has', async () => {
    const cwd = projectWithMigration()
    cpSync(PGLITE, join(cwd, 'node_modules', '@electric-sql', 'pglite'), { recursive: true, dereference: true })
    const { stdout } = await run(['check', 'migrations', '--check', 'postgres-migration', '--format', 'json'], { cwd })
    const report = JSON.parse(stdout) as Report
    expect(report.traces?.[0]?.statements.map((statement) => statement.outcome)).toEqual(['executed', 'executed'])
    expect(report.notChecked).toEqual([])
  })

  it('executes on the engine that `engines install` put into the data folder', async () => {
    const cwd = projectWithMigration()
    const home = temporaryFolder()
    const env = {
      HOME: home,
      npm_config_userconfig: join(homedir(), '.npmrc'),
      npm_config_cache: npm(cwd, 'config', 'get', 'cache').trim(),
    }
    const installed = await run(['engines', 'install', 'pglite', '--format', 'json'], { cwd, env })
    expect({ code: installed.code, stderr: installed.stderr }).toEqual({ code: 0, stderr: '' })
    const { engine } = JSON.parse(installed.stdout) as { engine: { state: string; path: string } }
    expect(engine.state).toBe('data')
    expect(existsSync(engine.path)).toBe(true)
    const { stdout } = await run(['check', 'migrations', '--check', 'postgres-migration', '--format', 'json'], {
      cwd,
      env,
    })
    expect((JSON.parse(stdout) as Report).traces?.[0]?.statements.map((statement) => statement.outcome)).toEqual([
      'executed',
      'executed',
    ])
  })

  it('serves a client over stdio', async () => {
    const client = new Client({ name: 'packed', version: '1.0.0' })
    const transport = new StdioClientTransport({
      command: NODE,
      args: [packed.bin],
      cwd: packed.project,
      env: { PATH: process.env['PATH'] ?? '', HOME: temporaryFolder() },
      stderr: 'ignore',
    })
    await client.connect(transport)
    const { tools } = await client.listTools()
    const answer = await client.callTool({ name: 'get_agent', arguments: { name: 'migration-writer' } })
    await client.close()
    expect(tools.map((tool) => tool.name)).toEqual(['check_files', 'explain_rule', 'find_agent', 'get_agent'])
    expect(JSON.stringify(answer.content)).toContain('postgres-migration/')
  })
})

it('the library can be imported from an installed package', async () => {
  const script = join(packed.project, 'import.mjs')
  writeFileSync(script, "console.log(JSON.stringify(Object.keys(await import('maifady-mcp'))))")
  const { code, stdout } = await cli([], { execPath: NODE, bin: script, cwd: packed.project })
  expect({ code, names: JSON.parse(stdout) as string[] }).toEqual({
    code: 0,
    names: expect.arrayContaining(['UsageError']) as string[],
  })
})
