import { afterAll, beforeAll, expect, it } from 'vitest'
import type * as Library from '../../../src/index.ts'

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

const SETTINGS = { path: '.maifady/config.yaml', text: 'checks:\n  sqlite-migration:\n    statementTimeout: 5000\n' }
const BASE = 'CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT, t TEXT);\n'

/** A file behind one that is right, and one after it. */
async function run(text: string): Promise<Library.Report> {
  const files = [BASE, text, 'SELECT 1;'].map((each, place) => ({
    path: `migrations/000${place + 1}_x.sql`,
    text: each,
  }))
  return library.checkFiles(context, { files: [...files, SETTINGS], checks: ['sqlite-migration'], deadline: 60_000 })
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
    /did not end within 5000 ms/,
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
