import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type * as Library from '../../../src/index.ts'
import { temporaryFolder } from '../../cli/spawn-cli.ts'

const library = (await import(new URL('../../../dist/index.js', import.meta.url).href)) as typeof Library

let context: Awaited<ReturnType<typeof library.openContext>>

beforeAll(async () => {
  context = await library.openContext({
    cwd: import.meta.dirname,
    env: {},
    home: undefined,
    platform: process.platform,
  })
})
afterAll(async () => {
  await context.close()
})

const limited = (statementTimeout: number) => ({
  path: '.maifady/config.yaml',
  text: `checks: {sqlite-migration: {statementTimeout: ${statementTimeout}}}\n`,
})
const BASE = 'CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT, t TEXT);\n'

/** A file behind one that is right, and one after it. */
async function run(text: string, { statementTimeout = 3000, deadline = 60_000 } = {}): Promise<Library.Report> {
  const files = [BASE, text, 'SELECT 1;'].map((each, place) => ({
    path: `migrations/000${place + 1}_x.sql`,
    text: each,
  }))
  return library.checkFiles(context, {
    files: [...files, limited(statementTimeout)],
    checks: ['sqlite-migration'],
    deadline,
  })
}

const outcomeOf = ({ findings, notChecked, checked }: Library.Report) => ({
  findings: findings.map(({ rule }) => rule.split('/')[1]),
  notChecked: notChecked.map(({ path, reason }) => `${path}: ${reason}`),
  checked: checked.map(({ path }) => path),
})

it.each([
  [
    'a query that never ends',
    'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n;',
    /did not end within 3000 ms/,
  ],
  [
    'a value larger than memory',
    'INSERT INTO a (t) SELECT hex(zeroblob(400000000)) FROM (SELECT 1 UNION ALL SELECT 2);',
    /./,
  ],
])('%s is not checked, and neither is what comes after it', async (_, text, reason) => {
  const { checked, notChecked, findings } = outcomeOf(await run(text))
  expect(checked).toEqual(['migrations/0001_x.sql'])
  // Too large is what SQLite itself refuses, on a machine with the memory to try.
  if (findings.length === 0) expect(notChecked[0]).toMatch(reason)
  expect(notChecked.at(-1)).toMatch(/^migrations\/0003_x\.sql: /)
})

it.each([
  ['rows that never end', 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n;'],
  ['a set that grows for ever', 'WITH RECURSIVE n(i) AS (SELECT 1 UNION SELECT i + 1 FROM n) SELECT count(*) FROM n;'],
  [
    'an INSERT that never ends',
    'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) INSERT INTO a (t) SELECT hex(zeroblob(1000)) FROM n;',
  ],
  [
    'a join of everything with everything',
    `INSERT INTO a (t) VALUES (1), (2), (3), (4), (5), (6), (7), (8); SELECT count(*) FROM ${Array.from({ length: 14 }, (_, i) => `a t${i}`).join(', ')};`,
  ],
])('%s: not checked, and the message names the file, what happened and what to do', async (_, text) => {
  const { checked, notChecked } = await run(text, { statementTimeout: 1500 })
  expect(checked.map(({ path }) => path)).toEqual(['migrations/0001_x.sql'])
  expect(notChecked.map(({ path }) => path)).toEqual(['migrations/0002_x.sql', 'migrations/0003_x.sql'])
  for (const { reason, remedy } of notChecked) {
    expect(reason).toMatch(/^a statement of migrations\/0002_x\.sql (?:did not end within 1500 ms|used up)/)
    expect(remedy).toContain('migrations/0002_x.sql')
  }
})

it('a call that is over before its statements are says so, and does not blame the statement', async () => {
  const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n;'
  const { notChecked } = await run(endless, { statementTimeout: 60_000, deadline: 5000 })
  expect(notChecked.map(({ path }) => path).slice(-2)).toEqual(['migrations/0002_x.sql', 'migrations/0003_x.sql'])
  for (const { reason, remedy } of notChecked) {
    expect(reason).toContain('the time for the whole call')
    expect(remedy).toContain('more time')
  }
})

it('a trigger that sets itself off is what SQLite itself refuses', async () => {
  const { findings, notChecked } = await run(
    'PRAGMA recursive_triggers = ON;\nCREATE TRIGGER t AFTER INSERT ON a BEGIN INSERT INTO a (t) VALUES (1); END;\nINSERT INTO a (t) VALUES (1);',
  )
  expect(findings.map(({ rule, message }) => `${rule}: ${message}`)).toContain(
    'sqlite-migration/execution-failed: SQLite refuses it: triggers nested too deep.',
  )
  expect(notChecked.map(({ path }) => path)).toEqual(['migrations/0003_x.sql'])
})

it('writes no file of the host', async () => {
  const file = join(temporaryFolder(), 'stolen.db')
  for (const text of [`VACUUM INTO '${file}';`, `ATTACH '${file}' AS s;\nCREATE TABLE s.t (id INTEGER PRIMARY KEY);`]) {
    const { notChecked } = outcomeOf(await run(text))
    expect(notChecked[0]).toContain('sees no files')
    expect(existsSync(file)).toBe(false)
  }
})

it('sees no file of the host', async () => {
  const { findings, notChecked } = outcomeOf(await run("ATTACH '/etc/passwd' AS host;"))
  expect(findings).toEqual([])
  expect(notChecked[0]).toBe(
    'migrations/0002_x.sql: not wholly executed: the embedded SQLite sees no files, so /etc/passwd cannot be opened',
  )
})

it.each([
  ['binary', 'CREATE TABLE b (id INTEGER);\0\u0001', { notChecked: /NUL byte/ }],
  ['an open string', "INSERT INTO a (t) VALUES ('never closed", { finding: 'syntax' }],
  ['an open comment', '/* never closed', { notChecked: /no statement/ }],
  ['nothing', '', { notChecked: /no statement/ }],
  ['only a comment', '-- later\n', { notChecked: /no statement/ }],
  ['a script for PostgreSQL', 'CREATE TABLE b (id bigint GENERATED ALWAYS AS IDENTITY);', { finding: 'syntax' }],
])('%s never passes', async (_, text, { finding, notChecked }: { finding?: string; notChecked?: RegExp }) => {
  const outcome = outcomeOf(await run(text))
  expect(outcome.checked.includes('migrations/0002_x.sql') && outcome.findings.length === 0).toBe(false)
  if (finding !== undefined) expect(outcome.findings).toEqual([finding])
  if (notChecked !== undefined) expect(outcome.notChecked[0]).toMatch(notChecked)
})

it('gives places in the file as it is, after a byte-order mark and characters of four bytes', async () => {
  const { findings } = await run('\uFEFF-- 🚚 näher\r\nUPDATE a SET t = \'🚚\';\r\nUPDATE a SET t = "🚚 ß";\r\n')
  expect(findings.map(({ rule, start, end }) => [rule, start, end])).toEqual([
    ['sqlite-migration/double-quoted-string', { line: 3, column: 18 }, { line: 3, column: 24 }],
  ])
})
