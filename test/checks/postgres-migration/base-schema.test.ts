import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type * as Library from '../../../src/index.ts'

// The library as it is shipped: the checks run in their worker.
const library = (await import(new URL('../../../dist/index.js', import.meta.url).href)) as typeof Library

const DUMP = String.raw`--
-- PostgreSQL database dump
--

\restrict Vb1yZqXk3

-- Dumped from database version 17.6

SET statement_timeout = 0;
SET lock_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SELECT pg_catalog.set_config('search_path', '', false);
SET row_security = off;

CREATE EXTENSION IF NOT EXISTS pg_stat_kcache WITH SCHEMA public;
COMMENT ON EXTENSION pg_stat_kcache IS 'Kernel statistics';

CREATE TABLE public.accounts (
    id bigint NOT NULL,
    email text
);

ALTER TABLE public.accounts OWNER TO shop_owner;

COPY public.accounts (id, email) FROM stdin;
1	ada@example.org
2	\N
\.

ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_pkey PRIMARY KEY (id);

GRANT SELECT ON TABLE public.accounts TO shop_reader;

\unrestrict Vb1yZqXk3
`
const STEP = 'ALTER TABLE accounts ALTER COLUMN email SET NOT NULL;\n'

let folder: string
let context: Awaited<ReturnType<typeof library.openContext>>
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'maifady-schema-'))
  const { env, platform } = process
  context = await library.openContext({ cwd: folder, env: {}, home: env['HOME'], platform })
})
afterAll(async () => {
  await context.close()
  rmSync(folder, { recursive: true })
})

let count = 0
function project(files: Record<string, string | Buffer>): string {
  const cwd = join(folder, String(count++))
  for (const [path, text] of Object.entries({ 'migrations/0002_email.sql': STEP, ...files })) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true })
    writeFileSync(join(cwd, path), text)
  }
  return cwd
}

const run = (cwd: string, request: Library.CheckRequest = {}): ReturnType<typeof library.checkFiles> =>
  library.checkFiles({ ...context, cwd }, { paths: ['migrations'], checks: ['postgres-migration'], ...request })

const scan = expect.objectContaining({ rule: 'postgres-migration/set-not-null-scan', basis: 'executed' })

describe('a file that changes what no file of the directory makes', () => {
  it('is read, not executed, and is told how to give the schema', async () => {
    const { notChecked, findings } = await run(project({}))
    expect(findings.map(({ basis }) => basis)).not.toContain('executed')
    expect(notChecked).toEqual([
      expect.objectContaining({
        path: 'migrations/0002_email.sql',
        reason: expect.stringContaining('relation "accounts" does not exist'),
        remedy: expect.stringMatching(/--schema dump\.sql.*pg_dump --schema-only/),
      }),
    ])
  })

  it('is executed after a dump with psql commands, rows, owners, grants and an extension that is not there', async () => {
    const report = await run(project({ 'dump.sql': DUMP }), { schema: 'dump.sql' })
    expect(report.notChecked).toEqual([])
    expect(report.findings).toContainEqual(scan)
    expect(report.findings.map(({ path }) => path)).not.toContain('dump.sql')
  })

  it('is executed after the schema that the settings name, relative to the settings', async () => {
    const settings = 'checks:\n  postgres-migration:\n    schema: ../db/dump.sql\n'
    const report = await run(project({ 'db/dump.sql': DUMP, '.maifady/config.yaml': settings }))
    expect(report.findings).toContainEqual(scan)
  })

  it('is executed after a dump of 50 MB whose size is rows', async () => {
    const rows = 'COPY public.accounts (id, email) FROM stdin;\n'
    const row = `7\t${'x'.repeat(1000)}\n`
    const large = DUMP.replace(rows, rows + row.repeat(50_000))
    const report = await run(project({ 'dump.sql': large }), { schema: 'dump.sql' })
    expect(report.findings).toContainEqual(scan)
  })

  it('is not taken for checked when the schema cannot be loaded', async () => {
    const dump = DUMP.replace('email text', 'email text,\n    place public.geometry(Point,4326)')
    const { notChecked, findings } = await run(project({ 'dump.sql': dump }), { schema: 'dump.sql' })
    expect(notChecked).toEqual([
      expect.objectContaining({
        reason: expect.stringMatching(
          /the schema dump\.sql could not be loaded: .*CREATE TABLE public\.accounts.*geometry/,
        ),
      }),
    ])
    expect(findings.map(({ basis }) => basis)).not.toContain('executed')
  })
})

describe('a schema that is none is said in one line', () => {
  it.each<[what: string, files: Record<string, string | Buffer>, request: Library.CheckRequest, message: RegExp]>([
    ['not there', {}, { schema: 'dump.sql' }, /^the schema "dump\.sql" is not there/],
    ['a folder', { 'db/dump.sql': DUMP }, { schema: 'db' }, /is no file/],
    ['custom format', { 'dump.sql': 'PGDMP\u0001' }, { schema: 'dump.sql' }, /custom format.*--format plain/],
    ['binary', { 'dump.sql': Buffer.from([0x41, 0, 0xff]) }, { schema: 'dump.sql' }, /no UTF-8 text/],
    ['no SQL', { 'dump.sql': 'CREATE TABEL a ();' }, { schema: 'dump.sql' }, /cannot be read: .*"TABEL a/],
    [
      'rows as INSERT',
      { 'dump.sql': "INSERT INTO public.accounts VALUES (1, 'x');\n".repeat(60_000) },
      { schema: 'dump.sql' },
      /has 2\.\d MB without rows of COPY; .*pg_dump --schema-only/,
    ],
    ['outside the root', {}, { schema: '../0/migrations/0002_email.sql', root: '.' }, /is outside the root/],
    [
      'outside the project, from its settings',
      { '.maifady/config.yaml': 'checks:\n  postgres-migration:\n    schema: ../../0/migrations/0002_email.sql\n' },
      {},
      /is outside the root/,
    ],
    [
      'nobody takes it',
      { 'dump.sql': DUMP, 'schema.sql': DUMP },
      { schema: 'dump.sql', paths: ['schema.sql'], checks: ['postgres-schema'] },
      /leave --schema out/,
    ],
  ])('%s', async (_, files, request, message) => {
    const error: unknown = await run(project(files), request).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(library.UsageError)
    expect((error as Error).message).toMatch(message)
    expect((error as Error).message).not.toContain('\n')
  })
})
