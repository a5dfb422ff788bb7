import { afterAll, beforeAll, expect, it } from 'vitest'
import type * as Library from '../../../src/index.ts'

const library = (await import(new URL('../../../dist/index.js', import.meta.url).href)) as typeof Library

let context: Awaited<ReturnType<typeof library.openContext>>

beforeAll(async () => {
  const { env, platform } = process
  context = await library.openContext({ cwd: import.meta.dirname, env: {}, home: env['HOME'], platform })
})
afterAll(async () => {
  await context.close()
})

const A = 'CREATE TABLE a (id bigint, t text);\n'
const SLOW = /did not end within 1500 ms|used up the engine's memory/

type Scenario = readonly [folder: string, sql: string, reason: RegExp]

const hanging: readonly Scenario[] = [
  ['loop', 'DO $$ DECLARE i int := 0; BEGIN LOOP i := 1 - i; END LOOP; END $$;', SLOW],
  [
    'stubborn',
    'SET statement_timeout = 0;\nDO $$ BEGIN LOOP BEGIN PERFORM pg_sleep(600); EXCEPTION WHEN query_canceled THEN NULL; END; END LOOP; END $$;',
    SLOW,
  ],
  ['rows', `${A}INSERT INTO a SELECT i, repeat('x', 1000) FROM generate_series(1, 1000000000) i;`, SLOW],
  ['aggregate', "SELECT length(string_agg(repeat('x', 1000), '')) FROM generate_series(1, 100000000);", SLOW],
]

/** The server refuses these, or the engine falls silent on them; neither takes long. */
const breaking: readonly Scenario[] = [
  ['value', "SELECT repeat('x', 1 << 30);", /a limit of the server; the server said: requested length too large/],
  [
    'function',
    'CREATE FUNCTION f(i int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN f(i + 1); END $$;\nSELECT f(1);',
    /line 2: .*(?:no longer answers|stack depth limit exceeded)/,
  ],
  [
    'trigger',
    `${A}CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO a VALUES (1); RETURN new; END $$;
     CREATE TRIGGER t AFTER INSERT ON a FOR EACH ROW EXECUTE FUNCTION t();\nINSERT INTO a VALUES (1);`,
    /line 4: .*(?:no longer answers|stack depth limit exceeded)/,
  ],
  ['program', `${A}DO $$ BEGIN EXECUTE $x$COPY a FROM PROGRAM 'id'$x$; END $$;`, /line 2: .*no longer answers/],
]

it.each([
  ['hangs or grows', hanging, 1500],
  ['recurses, or makes the engine fall silent', breaking, 30_000],
])(
  'what %s is not checked, nor is what comes after it',
  { timeout: 300_000 },
  async (_, scenarios, statementTimeout) => {
    const files = scenarios.flatMap(([name, sql]) => [
      { path: `${name}/migrations/1_hostile.sql`, text: sql },
      { path: `${name}/migrations/2_after.sql`, text: 'CREATE TABLE b (id bigint);\n' },
    ])
    const well = { path: 'well/migrations/1_made.sql', text: 'SELECT 1;\n' }
    const settings = {
      path: '.maifady/config.yaml',
      text: `checks: {postgres-migration: {statementTimeout: ${statementTimeout}}}\n`,
    }
    const report = await library.checkFiles(context, {
      files: [...files, well, settings],
      checks: ['postgres-migration'],
      deadline: 280_000,
    })
    for (const [name, , reason] of scenarios) {
      const [own, after] = report.notChecked.filter(({ path }) => path.startsWith(`${name}/`))
      expect(own, name).toMatchObject({ path: `${name}/migrations/1_hostile.sql`, remedy: expect.stringMatching(/\w/) })
      expect(own?.reason, name).toMatch(reason)
      expect(after?.reason, name).toContain(`${name}/migrations/1_hostile.sql`)
    }
    // The other directories lose nothing by it.
    expect(report.checked.map(({ path }) => path)).toEqual([well.path])
  },
)

it('COPY is not handed over, and the file goes on without it', async () => {
  const report = await library.checkFiles(context, {
    files: ['STDIN', "PROGRAM 'sleep 600'", "'/etc/passwd'"].map((from, place) => ({
      path: `migrations/${place + 1}_x.sql`,
      text: `CREATE TABLE a${place} (t text);\nCOPY a${place} FROM ${from};\nCREATE TABLE b${place} (id bigint);\n`,
    })),
    checks: ['postgres-migration'],
  })
  expect(report.checked).toEqual([])
  expect(report.notChecked.map(({ reason }) => reason)).toEqual(
    [1, 2, 3].map(() => expect.stringContaining('COPY moves rows')),
  )
  for (const { statements } of report.traces ?? [])
    expect(statements.map(({ outcome }) => outcome)).toEqual(['executed', 'refused', 'executed'])
})
