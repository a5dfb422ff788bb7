import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Client } from 'pg'
import { describe, expect, it } from 'vitest'
import type { Report } from '../../../src/checks/finding.ts'
import { check as checkInThisThread } from '../../../src/checks/postgres-migration/check.ts'
import type * as Library from '../../../src/index.ts'
import { BIN } from '../../cli/spawn-cli.ts'
import { check, checkJson, ENDLESS, expectNoPassword, project, withSettings } from './project.ts'
import type { TestServer } from './start-server.ts'

const library = (await import(new URL('../../../dist/index.js', import.meta.url).href)) as typeof Library

export function describeEndings(server: () => TestServer): void {
  const scratch = async (): Promise<unknown[]> =>
    server().ask(String.raw`select datname from pg_database where datname like 'maifady\_scratch\_%'`)
  const atWork = async (): Promise<void> => {
    const sql = "select count(*)::int from pg_stat_activity where wait_event = 'PgSleep'"
    await expect.poll(async () => server().ask(sql), { timeout: 20_000 }).toEqual([1])
  }
  /** Starts the command line on a file that never ends. */
  const start = async (): Promise<{
    kill(signal: NodeJS.Signals): Promise<{ code: number | null; stdout: string; stderr: string }>
  }> => {
    const args = ['check', '--check', 'postgres-migration', '--database-url', server().url('maker')]
    const child = spawn(process.execPath, [BIN, ...args], { cwd: project(ENDLESS), stdio: ['ignore', 'pipe', 'pipe'] })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    await atWork()
    return {
      async kill(signal) {
        child.kill(signal)
        const [code] = (await once(child, 'close')) as [number | null]
        expectNoPassword({ stdout, stderr })
        return { code, stdout, stderr }
      },
    }
  }
  /** The library on a file that never ends. */
  const endless = async (request: Library.CheckRequest, events: Library.CheckEvents = {}): Promise<Report> => {
    const context = await library.openContext({ cwd: project(), env: {}, home: undefined, platform: process.platform })
    const files = [{ path: 'migrations/1_a.sql', text: ENDLESS }]
    try {
      return await library.checkFiles(
        context,
        { files, checks: ['postgres-migration'], databaseUrl: server().url('maker'), ...request },
        events,
      )
    } finally {
      await context.close()
    }
  }

  describe('nothing stays behind', () => {
    it('and what was there is not touched, not even a database that bears the name', async () => {
      await server().ask('CREATE DATABASE maifady_scratch_known_1 OWNER maker')
      const output = await checkInThisThread({
        sources: [{ path: 'migrations/1_a.sql', text: 'CREATE TABLE a (id int);', report: true }],
        settings: {},
        engines: {},
        databaseUrl: server().url('maker'),
        runToken: 'known',
        cacheDir: undefined,
        deadline: 20_000,
        today: '2026-11-24',
        running: [],
        known: { checks: [], rules: [], agents: [] },
        progress: () => undefined,
      })
      expect(output.checked).toEqual([])
      expect(output.notChecked).toMatchObject([{ reason: expect.stringContaining('already exists') }])
      expect(await scratch()).toEqual(['maifady_scratch_known_1'])
      await server().ask('DROP DATABASE maifady_scratch_known_1')
      expect(await server().ask('select count(*)::int from pg_class where oid >= 16384')).toEqual([0])
    })

    it('after a run, after an error, after a statement that takes too long', async () => {
      await checkJson(project('CREATE TABLE a (id int);\n'), '--database-url', server().url('maker'))
      expect(await scratch()).toEqual([])
      const failed = await checkJson(
        project('CREATE TABLE a (id int, id int);\n'),
        '--database-url',
        server().url('maker'),
      )
      expect(failed.findings).toMatchObject([{ rule: 'postgres-migration/execution-failed' }])
      expect(await scratch()).toEqual([])
      // It sets its own time limit and catches the cancellation: only from outside can it be ended.
      const stubborn = project(
        `SET statement_timeout = 0;\nDO $$ BEGIN LOOP BEGIN PERFORM pg_sleep(600); EXCEPTION WHEN query_canceled THEN NULL; END; END LOOP; END $$;\n`,
      )
      const settings = 'checks: {postgres-migration: {statementTimeout: 300}}\n'
      const late = await checkJson(withSettings(stubborn, settings), '--database-url', server().url('maker'))
      expect(late.notChecked).toMatchObject([{ reason: expect.stringContaining('did not end within 300 ms') }])
      expect(await scratch()).toEqual([])
    })

    it('after more than a process can hold', async () => {
      const big = project("SELECT repeat('x', 1000000) FROM generate_series(1, 100000);\n")
      const report = await checkJson(big, '--database-url', server().url('maker'))
      expect(report.notChecked).toMatchObject([{ reason: expect.stringContaining('MB') }])
      expect(await scratch()).toEqual([])
    })

    it('after the deadline of the call', async () => {
      const report = await endless({ deadline: 4500 })
      expect(report.notChecked).toHaveLength(1)
      expect(report.checked).toEqual([])
      expect(await scratch()).toEqual([])
    })

    it('after the thread that ran it was killed', async () => {
      const cancel = new AbortController()
      const report = endless({}, { signal: cancel.signal })
      await atWork()
      expect(await scratch()).toHaveLength(1)
      cancel.abort()
      expect((await report).notChecked).toMatchObject([{ reason: expect.stringContaining('cancelled') }])
      expect((await report).remarks).toBeUndefined()
      expect(await scratch()).toEqual([])
    })

    it('whenever it is killed: while it connects, makes the database, or runs', async () => {
      for (const after of [150, 250, 350, 450, 550]) {
        const cancel = new AbortController()
        const report = endless({}, { signal: cancel.signal })
        setTimeout(() => cancel.abort(), after)
        expect((await report).notChecked).toHaveLength(1)
        expect(await scratch()).toEqual([])
      }
    })

    it('when it is stopped while the server makes the database', async () => {
      // Keeps template0 from being copied.
      const holder = new Client({ connectionString: server().url(), application_name: 'maifady-mcp test' })
      await holder.connect()
      try {
        await holder.query('BEGIN')
        await holder.query("COMMENT ON DATABASE template0 IS 'held'")
        const waiting =
          "select count(*)::int from pg_stat_activity where query like 'CREATE DATABASE%' and wait_event_type = 'Lock'"
        const cancel = new AbortController()
        const cancelled = endless({}, { signal: cancel.signal })
        await expect.poll(async () => server().ask(waiting), { timeout: 20_000 }).toEqual([1])
        cancel.abort()
        expect((await cancelled).remarks).toBeUndefined()
        const late = await endless({ deadline: 4000 })
        expect(late.notChecked).toMatchObject([
          { reason: expect.stringContaining('scratch database could not be made') },
        ])
        expect(late.remarks).toBeUndefined()
        expect(await server().ask(waiting)).toEqual([0])
      } finally {
        await holder.query('ROLLBACK')
        await holder.end()
      }
      expect(await scratch()).toEqual([])
    })

    it.each([
      ['SIGINT', 130],
      ['SIGTERM', 143],
    ] as const)('after %s', async (signal, code) => {
      const run = await start()
      expect(await run.kill(signal)).toMatchObject({ code, stderr: '', stdout: expect.stringContaining('cancelled') })
      expect(await scratch()).toEqual([])
    })

    it('but after SIGKILL: the next run names it and says how to drop it, and touches nothing that it did not make', async () => {
      const run = await start()
      await run.kill('SIGKILL')
      const [left] = await scratch()
      expect(left).toMatch(/^maifady_scratch_[0-9a-f]{24}_1$/)
      // The session is at work still: that is no left-over but another run.
      const file = project('CREATE TABLE a (id int);\n')
      expect((await checkJson(file, '--database-url', server().url('maker'))).remarks).toBeUndefined()
      await server().ask(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${String(left)}'`)
      await expect
        .poll(async () => (await checkJson(file, '--database-url', server().url('maker'))).remarks, { timeout: 20_000 })
        .toEqual([expect.stringContaining(`DROP DATABASE ${String(left)};`)])
      expect((await check(file, '--database-url', server().url('maker'))).stdout).toContain('remark')
      expect(await scratch()).toEqual([left])
      await server().ask(`DROP DATABASE ${String(left)}`)
    })

    it('a session that the server ends', async () => {
      const report = endless({})
      await atWork()
      await server().ask("select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'PgSleep'")
      expect((await report).notChecked).toMatchObject([{ reason: expect.stringContaining('terminating connection') }])
      expect((await report).checked).toEqual([])
      expect(await scratch()).toEqual([])
    })

    // The last one: there is no server after it.
    it('a server that dies: says what could not be dropped, and how to', async () => {
      const more = { path: 'other/migrations/1_b.sql', text: 'CREATE TABLE b (id int);' }
      const report = endless({ files: [{ path: 'migrations/1_a.sql', text: ENDLESS }, more] })
      await atWork()
      const [left] = await scratch()
      server().process.kill('SIGQUIT')
      const { notChecked, checked, remarks } = await report
      expect(notChecked).toHaveLength(2)
      expect(checked).toEqual([])
      expect(remarks).toEqual([expect.stringContaining(`DROP DATABASE IF EXISTS ${String(left)}`)])
      expectNoPassword({ stdout: JSON.stringify(await report), stderr: '' })
    })
  })
}
