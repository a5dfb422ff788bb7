import { afterAll, beforeAll, expect, it } from 'vitest'
import type * as Library from '../../../src/index.ts'
import { reportMermaid } from '../../../src/report/mermaid.ts'

const library = (await import(new URL('../../../dist/index.js', import.meta.url).href)) as typeof Library

let context: Awaited<ReturnType<typeof library.openContext>>

beforeAll(async () => {
  const { env, platform } = process
  context = await library.openContext({ cwd: import.meta.dirname, env: {}, home: env['HOME'], platform })
})
afterAll(async () => {
  await context.close()
})

const check = (text: string, settings = ''): Promise<Library.Report> =>
  library.checkFiles(context, {
    files: [
      { path: 'schema.sql', text },
      ...(settings === '' ? [] : [{ path: '.maifady/config.yaml', text: settings }]),
    ],
    checks: ['postgres-schema'],
    deadline: 60_000,
  })

it.each([
  ['binary', 'CREATE TABLE a (id bigint);\0', { notChecked: /NUL byte/ }],
  ['nothing', '', { notChecked: /no statement/ }],
  ['rows that never end', 'CREATE TABLE a (id bigint PRIMARY KEY);\nCOPY a (id) FROM stdin;\n1\n', {}],
])('%s', async (_, text, { notChecked }: { notChecked?: RegExp }) => {
  const report = await check(text)
  if (notChecked !== undefined) expect(report.notChecked[0]?.reason).toMatch(notChecked)
  expect(report.checked.length + report.notChecked.length).toBeGreaterThan(0)
})

it('a function in the schema that never ends is not checked', async () => {
  const report = await check(
    'CREATE TABLE a (id bigint PRIMARY KEY);\nDO $$ BEGIN LOOP PERFORM 1; END LOOP; END $$;',
    'checks:\n  postgres-schema:\n    statementTimeout: 1000\n',
  )
  expect(report.checked).toEqual([])
  expect(report.notChecked[0]?.reason).toMatch(/did not end within 1000 ms/)
})

it('draws the tables that it made, and no name breaks out of the drawing', async () => {
  const report = await check(
    [
      'CREATE TABLE accounts (id bigint PRIMARY KEY, email character varying(50) NOT NULL UNIQUE);',
      'CREATE SCHEMA app;',
      'CREATE TABLE app."odd ""name"" } {" (id bigint PRIMARY KEY REFERENCES accounts, "1st; col" numeric(10,2), other bigint REFERENCES accounts);',
    ].join('\n'),
  )
  expect(report.schemas?.[0]?.tables.map(({ name }) => name)).toEqual(['app.odd "name" } {', 'accounts'])
  expect(reportMermaid(report)).toMatchInlineSnapshot(`
    "%% schema.sql
    erDiagram
      "app.odd  name  } {" {
        bigint id PK, FK
        numeric(10_2) c_1st__col
        bigint other FK
      }
      accounts {
        bigint id PK
        varchar(50) email UK
      }
      "app.odd  name  } {" |o--|| accounts : "id"
      "app.odd  name  } {" }o--o| accounts : "other"
    "
  `)
})
