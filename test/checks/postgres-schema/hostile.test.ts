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

it(
  'one schema that recurses or makes the engine fall silent takes nothing from the others',
  { timeout: 180_000 },
  async () => {
    const a = 'CREATE TABLE a (id bigint PRIMARY KEY, t text);\n'
    const hostile = {
      recursing: `${a}CREATE FUNCTION f(i int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN f(i + 1); END $$;\nSELECT f(1);`,
      silent: `${a}DO $$ BEGIN EXECUTE $x$COPY a FROM PROGRAM 'id'$x$; END $$;`,
    }
    const report = await library.checkFiles(context, {
      files: [
        ...Object.entries(hostile).map(([name, text]) => ({ path: `${name}/schema.sql`, text })),
        { path: 'well/schema.sql', text: a },
      ],
      checks: ['postgres-schema'],
      deadline: 170_000,
    })
    expect(report.notChecked).toMatchObject([
      { path: 'recursing/schema.sql', reason: expect.stringMatching(/no longer answers|stack depth/) },
      { path: 'silent/schema.sql', reason: expect.stringContaining('no longer answers') },
    ])
    expect(report.checked.map(({ path }) => path)).toEqual(['well/schema.sql'])
  },
)

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
