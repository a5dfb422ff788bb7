import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Lock, Report, StatementTrace } from '../../../src/checks/finding.ts'
import type * as Library from '../../../src/index.ts'
import { PASSWORD, startServer } from './start-server.ts'
import type { TestServer } from './start-server.ts'

const library = (await import(new URL('../../../dist/index.js', import.meta.url).href)) as typeof Library
const examples = join(import.meta.dirname, '../postgres-migration')

/** Statements that only servers from this version on know, by folder. PGlite is 18. */
const NEWER: Readonly<Record<string, { since: number; what: string }>> = {
  'bad-not-in-version': { since: 18, what: 'what only 18 has' },
  'bad-set-not-null-scan--constraint-syntax': { since: 18, what: 'ADD CONSTRAINT … NOT NULL' },
  'bad-volatile-default-rewrite--parsed': { since: 18, what: 'uuidv7()' },
  'ok-check-not-valid--not-enforced': { since: 18, what: 'NOT ENFORCED' },
  'ok-set-not-null-scan--not-valid-constraint': { since: 18, what: 'NOT NULL … NOT VALID' },
  'ok-volatile-default-rewrite--virtual-generated': { since: 18, what: 'VIRTUAL' },
}

/** Refused on a server, for it reaches beyond the scratch database. */
const REFUSED = new Set(['bad-drop-database'])

/** The engine itself says in these that it need not scan, rewrite or lock. */
const SPARED = new Set(
  [
    'set-not-null-scan',
    'type-change-rewrite',
    'unique-without-index',
    'foreign-key-not-valid',
    'volatile-default-rewrite',
    'index-not-concurrent',
    'concurrent-in-transaction',
  ].map((rule) => `ok-${rule}`),
)

const BLOCKS_WRITES = new Set<Lock['mode']>(['SHARE', 'SHARE ROW EXCLUSIVE', 'EXCLUSIVE', 'ACCESS EXCLUSIVE'])

/** What the rules build on: outcome, locks on existing tables that keep writers out, rewrites, scans. */
function effects({ outcome, locks, rewrites, scans }: StatementTrace): unknown {
  const heavy = locks.filter((lock) => lock.existed && lock.kind !== 'index' && BLOCKS_WRITES.has(lock.mode))
  return {
    outcome,
    locks: heavy.map(({ relation, mode, held }) => `${mode} on ${relation}${held ? ', held' : ''}`).toSorted(),
    rewrites,
    scans: scans.map(({ relation, reason }) => `${reason} ${relation}`),
  }
}

const byFile = ({ traces = [] }: Report): Record<string, unknown[]> =>
  Object.fromEntries(traces.map(({ path, statements }) => [path, statements.map((each) => effects(each))]))

let server: TestServer

beforeAll(async () => {
  server = await startServer()
  await server.ask(`CREATE ROLE maker LOGIN CREATEDB PASSWORD '${PASSWORD}'`)
})
afterAll(async () => {
  await server.stop()
})

describe('the embedded engine and the server', () => {
  it('see the same locks, rewrites and scans in each rule’s examples', async () => {
    const [major = 0] = (await server.ask("select current_setting('server_version_num')::int / 10000")) as number[]
    // The bad example of each rule, the good one where the engine leaves work out, and those of which a difference is known.
    const folders = readdirSync(examples)
      .filter(
        (name) =>
          /^(?:bad|ok)-/.test(name) &&
          (SPARED.has(name) || (name.startsWith('bad-') && !name.includes('--')) || name in NEWER),
      )
      .filter((name) => major >= (NEWER[name]?.since ?? 0) && !REFUSED.has(name))
    const context = await library.openContext({
      cwd: examples,
      env: {},
      home: process.env['HOME'],
      platform: process.platform,
    })
    const run = async (databaseUrl?: string): Promise<Report> =>
      library.checkFiles(context, {
        paths: folders,
        checks: ['postgres-migration'],
        deadline: 500_000,
        ...(databaseUrl !== undefined && { databaseUrl }),
      })
    const [embedded, real] = await Promise.all([run(), run(server.url('maker'))])
    await context.close()
    expect(Object.keys(byFile(real)).length).toBeGreaterThan(50)
    expect(byFile(real)).toEqual(byFile(embedded))
    expect(real.findings.map(({ rule, path, start }) => ({ rule, path, start }))).toEqual(
      embedded.findings.map(({ rule, path, start }) => ({ rule, path, start })),
    )
    expectWaiting(real)
  }, 540_000)
})

/** Who had to wait is who must, by the manual’s table of conflicting modes. */
function expectWaiting({ traces = [] }: Report): void {
  let tried = 0
  for (const statement of traces.flatMap(({ statements }) => statements)) {
    if (statement.blocks === undefined) continue
    for (const { relation, existed, kind } of statement.locks) {
      if (!existed || kind !== 'table') continue
      const modes = statement.locks.filter((lock) => lock.relation === relation).map(({ mode }) => mode)
      const writer = modes.some((mode) => BLOCKS_WRITES.has(mode))
      const reader = modes.includes('ACCESS EXCLUSIVE')
      const found = statement.blocks.find((each) => each.relation === relation)
      expect(found, statement.sql).toEqual(writer ? { relation, reader, writer } : undefined)
      tried += 1
    }
  }
  expect(tried).toBeGreaterThan(40)
}
