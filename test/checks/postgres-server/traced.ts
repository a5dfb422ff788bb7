import { describe, expect, it } from 'vitest'
import { check, checkJson, project, withSettings } from './project.ts'
import type { TestServer } from './start-server.ts'

const BASE = 'CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);\nCREATE TABLE lines (order_id bigint);\n'

export function describeTrace(server: () => TestServer): void {
  describe('the trace', () => {
    it('is of the server, whose role needs no more than CREATEDB', async () => {
      const cwd = project(BASE, "SET lock_timeout = '2s';\nALTER TABLE orders ALTER COLUMN total TYPE float8;\n")
      const report = await checkJson(cwd, '--database-url', server().url('maker'))
      expect(report.notChecked).toEqual([])
      expect(report.findings).toMatchObject([{ rule: 'postgres-migration/type-change-rewrite', basis: 'executed' }])
      expect(report.traces?.map(({ engine }) => engine)).toEqual(
        report.traces?.map(() => expect.stringMatching(/^PostgreSQL \d+(?:\.\d+)? \(server\)$/)),
      )
      expect(report.traces?.[1]?.statements[1]).toMatchObject({
        outcome: 'executed',
        lockTimeout: '2s',
        rewrites: ['orders'],
        blocks: [{ relation: 'orders', reader: true, writer: true }],
      })
      expect(await server().ask("select datname from pg_database where datname like 'maifady%'")).toEqual([])
    })

    it('says who had to wait, and who had not, as long as the transaction holds the lock', async () => {
      const cwd = project(
        BASE,
        `BEGIN; SET LOCAL lock_timeout = '2s';
         ALTER TABLE lines ADD CONSTRAINT f FOREIGN KEY (order_id) REFERENCES orders NOT VALID;
         INSERT INTO orders VALUES (1); COMMIT;`,
        'ALTER TABLE orders SET (fillfactor = 90);\nALTER TABLE orders RENAME TO sold;',
      )
      const { traces = [] } = await checkJson(cwd, '--database-url', server().url('maker'))
      const blocks = traces.map(({ statements }) => statements.map((each) => each.blocks))
      const both = ['lines', 'orders'].map((relation) => ({ relation, reader: false, writer: true }))
      expect(blocks[1]).toEqual([undefined, undefined, both, both, undefined])
      expect(blocks[2]).toEqual([[], [{ relation: 'sold', reader: true, writer: true }]])
      const { stdout } = await check(cwd, '--database-url', server().url('maker'))
      expect(stdout).toContain('a writer had to wait')
    })

    it('sees the locks of what cannot run in a transaction while it runs', async () => {
      // No table of locks knows this one: it is seen or it is not there.
      const cwd = project(
        BASE,
        `DO $$ BEGIN INSERT INTO orders SELECT n, n FROM generate_series(1, 200000) n; END $$;\n`,
        'REINDEX SCHEMA public;\n',
      )
      const { traces = [] } = await checkJson(cwd, '--database-url', server().url())
      expect(traces[2]?.statements[0]?.transaction).toBeNull()
      expect(traces[2]?.statements[0]?.locks).toContainEqual({
        relation: 'orders',
        kind: 'table',
        mode: 'SHARE',
        existed: true,
        held: false,
      })
    })

    it('gives advice for the version of the server, unless the settings name one', async () => {
      const cwd = project(BASE, "SET lock_timeout = '2s';\nALTER TABLE orders ALTER COLUMN total SET NOT NULL;\n")
      const [major] = await server().ask("select current_setting('server_version_num')::int / 10000")
      expect((await checkJson(cwd, '--database-url', server().url('maker'))).remarks).toBeUndefined()
      // A section that says something else says nothing of the version.
      const patient = withSettings(project(BASE), 'checks: {postgres-migration: {statementTimeout: 30000}}\n')
      expect((await checkJson(patient, '--database-url', server().url('maker'))).remarks).toBeUndefined()
      const other = major === 12 ? 13 : 12
      withSettings(cwd, `checks: {postgres-migration: {pgVersion: ${other}}}\n`)
      const { remarks } = await checkJson(cwd, '--database-url', server().url('maker'))
      expect(remarks).toEqual([
        expect.stringContaining(`pgVersion: ${other}, and the server is PostgreSQL ${String(major)}`),
      ])
    })

    it('is refused where the settings say that nothing is run', async () => {
      const cwd = withSettings(project(BASE), 'checks: {postgres-migration: {trace: false}}\n')
      expect(await check(cwd, '--database-url', server().url())).toMatchObject({
        code: 2,
        stdout: '',
        stderr: expect.stringContaining('trace: false'),
      })
    })
  })
}
