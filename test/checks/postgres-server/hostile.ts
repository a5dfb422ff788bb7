import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { checkJson, project, withSettings } from './project.ts'
import type { TestServer } from './start-server.ts'

const A = 'CREATE TABLE a (id bigint, t text);\n'
/** Rows that are handed on one by one, and none of them is kept elsewhere. */
const WIDE = "SELECT i, repeat('x', 1000) AS t FROM (SELECT generate_series(1, 1000000000) AS i) s"
const FULL = /it took \d+ MB of the server's disk; the limit is 500 MB/

/** Statements that no server should have to bear, why they are not checked, and what is to be done. */
const hostile: readonly [folder: string, sql: string, reason: RegExp, remedy: RegExp][] = [
  ['rows', `${A}INSERT INTO a ${WIDE};`, FULL, /take the rows out/],
  ['table', `CREATE TABLE a AS ${WIDE};`, FULL, /take the rows out/],
  ['sort', `SELECT count(*) FROM (${WIDE} ORDER BY t, i DESC) s;`, FULL, /take the rows out/],
  [
    'function',
    'CREATE FUNCTION f(i int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN f(i + 1); END $$;\nSELECT f(1);',
    /line 2: .*stack depth limit exceeded/,
    /end the recursion/,
  ],
  [
    'trigger',
    `${A}CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO a VALUES (1); RETURN new; END $$;
     CREATE TRIGGER t AFTER INSERT ON a FOR EACH ROW EXECUTE FUNCTION t();\nINSERT INTO a VALUES (1);`,
    /line 4: .*stack depth limit exceeded/,
    /end the recursion/,
  ],
  ['value', "SELECT repeat('x', 1 << 30);", /requested length too large/, /smaller values/],
]

export function describeHostile(server: () => TestServer): void {
  it(
    'a statement that fills the disk or recurses is ended, and nothing stays behind',
    { timeout: 180_000 },
    async () => {
      // Each in a directory of its own, with a file after it.
      const cwd = withSettings(project(), 'checks: {postgres-migration: {statementTimeout: 60000}}\n')
      for (const [name, sql] of hostile) {
        mkdirSync(join(cwd, name, 'migrations'), { recursive: true })
        writeFileSync(join(cwd, name, 'migrations/1_hostile.sql'), sql)
        writeFileSync(join(cwd, name, 'migrations/2_after.sql'), 'CREATE TABLE b (id bigint);\n')
      }
      const report = await checkJson(cwd, '--database-url', server().url('maker'))
      for (const [name, , reason, remedy] of hostile) {
        const [own, after] = report.notChecked.filter(({ path }) => path.startsWith(`${name}/`))
        expect(own?.reason, name).toMatch(reason)
        expect(own?.remedy, name).toMatch(remedy)
        expect(after?.reason, name).toContain(`${name}/migrations/1_hostile.sql`)
      }
      expect(report.checked).toEqual([])
      expect(report.remarks).toBeUndefined()
      expect(await server().ask("select datname from pg_database where datname like 'maifady%'")).toEqual([])
    },
  )
}
