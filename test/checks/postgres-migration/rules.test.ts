import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import type { CheckInput, CheckOutput, Source } from '../../../src/checks/check.ts'
import { isBounded } from '../../../src/checks/postgres-migration/bounded-write.ts'
import { changesOf } from '../../../src/checks/postgres-migration/changes-of.ts'
import { check } from '../../../src/checks/postgres-migration/check.ts'
import { postgresMigration } from '../../../src/checks/postgres-migration/index.ts'
import { loadParser, parseSql } from '../../../src/checks/postgres-migration/parse.ts'
import { applyChange, emptyModel } from '../../../src/checks/postgres-migration/schema-model.ts'
import { MIGRATION_RULES } from '../../../src/checks/postgres-migration/rules/index.ts'

const pglite = fileURLToPath(import.meta.resolve('@electric-sql/pglite'))

/** Runs the check on texts by path; those with a leading "?" are context only. */
async function run(
  files: Readonly<Record<string, string>>,
  { engine = false, settings = {} }: { engine?: boolean; settings?: CheckInput['settings'] } = {},
): Promise<CheckOutput> {
  const sources = Object.entries(files).map(([path, text]): Source => {
    return { path: path.replace(/^\?/, ''), text, report: !path.startsWith('?') }
  })
  const engines: Record<string, string> = engine ? { pglite } : {}
  const known = { checks: [], rules: [], agents: [] }
  const rest = {
    databaseUrl: undefined,
    running: [],
    cacheDir: undefined,
    deadline: 50_000,
    today: '2026-11-24',
    known,
    progress: () => undefined,
  }
  const output = await check({ sources, settings, engines, ...rest })
  return { ...output, findings: output.findings.filter(({ rule }) => !OFF.has(rule)) }
}

/** The runner leaves out what is off unless the settings name it. */
const OFF = new Set(postgresMigration.rules.filter(({ enabled }) => enabled === false).map(({ id }) => id))

const rulesOf = ({ findings }: CheckOutput): string[] => findings.map(({ rule }) => rule.split('/')[1] ?? '')

describe('without the engine', () => {
  it('reads every file, says so in each finding, and reports each file as not executed with the remedy', async () => {
    const output = await run({
      'migrations/1_a.sql': 'CREATE TABLE a (id bigint PRIMARY KEY, b text);',
      'migrations/2_b.sql': "SET lock_timeout = '1s';\nCREATE INDEX a_b ON a (b);",
    })
    expect(output.findings).toMatchObject([{ rule: 'postgres-migration/index-not-concurrent', basis: 'parsed' }])
    expect(output.findings[0]?.message).toContain('not executed')
    expect(output.checked).toEqual([])
    expect(output.notChecked.map(({ path }) => path)).toEqual(['migrations/1_a.sql', 'migrations/2_b.sql'])
    for (const { remedy } of output.notChecked) expect(remedy).toContain('maifady-mcp engines install pglite')
  })

  it('takes earlier files for context without reporting on them', async () => {
    const output = await run({
      '?migrations/1_a.sql': 'CREATE TABLE a (b text);',
      '?migrations/2_check.sql': 'ALTER TABLE a ADD CONSTRAINT b_set CHECK (b IS NOT NULL) NOT VALID;',
      '?migrations/3_validate.sql': 'ALTER TABLE a VALIDATE CONSTRAINT b_set;',
      'migrations/4_require.sql': "SET lock_timeout = '1s';\nALTER TABLE a ALTER COLUMN b SET NOT NULL;",
    })
    expect(output.findings).toEqual([])
    expect(output.notChecked.map(({ path }) => path)).toEqual(['migrations/4_require.sql'])
  })

  it('refuses settings that it does not know, in one line', async () => {
    const files = { 'migrations/1_a.sql': 'SELECT 1;' }
    await expect(run(files, { settings: { pgVersion: 9 } })).rejects.toThrow(/^checks\.postgres-migration\.pgVersion: /)
    await expect(run(files, { settings: { version: 16 } })).rejects.toThrow(/version/)
  })

  it('never passes a file without a statement', async () => {
    const output = await run({
      'migrations/1_empty.sql': '',
      'migrations/2_comment.sql': '-- later\n',
      'migrations/3_semicolons.sql': ' ;;\n; ',
    })
    expect(output.checked).toEqual([])
    expect(output.notChecked).toHaveLength(3)
  })

  it('sets aside what was written for another database, unless it is told to read it', async () => {
    const mysql = { 'migrations/1_a.sql': 'CREATE TABLE `a` (`id` int AUTO_INCREMENT);' }
    const aside = await run(mysql)
    expect(aside.findings).toEqual([])
    expect(aside.notChecked).toMatchObject([
      { path: 'migrations/1_a.sql', remedy: expect.stringContaining('--dialect') },
    ])
    expect(rulesOf(await run(mysql, { settings: { dialect: 'postgres' } }))).toEqual(['syntax'])
  })

  it('says what advice is right for the version', async () => {
    const files = { 'migrations/1_a.sql': 'ALTER TABLE a ALTER COLUMN b SET NOT NULL;' }
    const fix = async (pgVersion: number): Promise<string> => {
      const { findings } = await run(files, { settings: { pgVersion } })
      return findings.find(({ rule }) => rule.endsWith('set-not-null-scan'))?.fix?.description ?? ''
    }
    expect(await fix(16)).toContain('CHECK (b IS NOT NULL) NOT VALID')
    expect(await fix(18)).toContain('NOT NULL b NOT VALID')
  })
})

it('follows calls that go round in a circle, each routine once', async () => {
  const body = (name: string, other: string): string =>
    `CREATE FUNCTION ${name}(n int DEFAULT 1) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
       DELETE FROM a; PERFORM ${other}(n); PERFORM ${other}(); END $$;`
  const output = await run({
    'migrations/1_a.sql': 'CREATE TABLE a (b text);',
    'migrations/2_functions.sql': body('ping', 'pong') + body('pong', 'ping'),
    'migrations/3_call.sql': 'SELECT ping();',
  })
  expect(rulesOf(output)).toEqual(['unbatched-write', 'unbatched-write'])
  expect(output.findings.map(({ message }) => /in (\w+)\(\)/.exec(message)?.[1])).toEqual(['ping', 'pong'])
})

describe('which files it takes', () => {
  const taken = [
    'migrations/add_users.sql',
    'db/migrate/20260101_users.sql',
    'supabase/migrations/20260101000000_x.sql',
    'prisma/migrations/20260101000000_x/migration.sql',
    'drizzle/0000_loud_hulk.sql',
    'sql/V1_2__users.sql',
    'sql/R__views.sql',
    'schema/001_init.sql',
    'store/000001_users.up.sql',
  ]
  const left = [
    'queries/report.sql',
    'migrations/readme.md',
    'migrations/1_x.down.sql',
    'sql/U1__users.sql',
    'seed.sql',
  ]

  it.each(taken)('takes %s', (path) => expect(postgresMigration.accepts(path)).toBe(true))
  it.each(left)('leaves %s', (path) => expect(postgresMigration.accepts(path)).toBe(false))
  it('takes any SQL file that is named, but one of queries', () => {
    expect(postgresMigration.acceptsNamed('reports/monthly.sql')).toBe(true)
    expect(postgresMigration.acceptsNamed('queries/report.sql')).toBe(false)
    expect(postgresMigration.acceptsNamed('readme.md')).toBe(false)
  })
  it('puts together what one tool runs together', () => {
    const group = (path: string): string | undefined => postgresMigration.group?.(path)
    expect(group('prisma/migrations/1_a/migration.sql')).toBe('prisma/migrations')
    expect(group('drizzle/meta/_journal.json')).toBe('drizzle')
    expect(group('sql/V1__a.sql.conf')).toBe('sql')
    expect(group('migrations/readme.md')).toBeUndefined()
  })
})

describe('a bounded write', () => {
  beforeAll(loadParser)
  const bounded = [
    'UPDATE t SET a = 1 WHERE id = 5',
    'UPDATE t SET a = 1 WHERE t.id = 5 AND b IS NULL',
    'UPDATE t SET a = 1 WHERE id IN (1, 2)',
    "UPDATE t SET a = 1 WHERE id = ANY ('{1,2}'::bigint[])",
    'UPDATE t SET a = 1 WHERE id = ANY (ARRAY[1, 2])',
    'UPDATE t SET a = 1 WHERE b BETWEEN 1 AND 1000',
    'UPDATE t SET a = 1 WHERE b > 1 AND b <= 1000',
    'UPDATE t SET a = 1 WHERE id IN (SELECT id FROM t WHERE a IS NULL LIMIT 10)',
    'UPDATE t SET a = 1 WHERE id = (SELECT min(id) FROM t)',
    "UPDATE t SET a = 1 WHERE one = 1 AND two = 'x'",
    'UPDATE t SET a = 1 FROM (SELECT id FROM t LIMIT 10) x WHERE x.id = t.id',
    'WITH x AS (SELECT id FROM t LIMIT 10) DELETE FROM t USING x WHERE x.id = t.id',
    'DELETE FROM t WHERE ctid = ANY (ARRAY(SELECT ctid FROM t LIMIT 10))',
    'DELETE FROM t WHERE false',
    'DELETE FROM t WHERE CURRENT OF c',
    'MERGE INTO t USING (VALUES (1)) v (id) ON t.id = v.id WHEN MATCHED THEN DELETE',
    "INSERT INTO t SELECT 1, 'x'",
  ]
  const unbounded = [
    'UPDATE t SET a = 1',
    'UPDATE t SET a = 1 WHERE true',
    'UPDATE t SET a = 1 WHERE a IS NULL',
    "UPDATE t SET a = 1 WHERE b = 'old'",
    'UPDATE t SET a = 1 WHERE id > 5',
    'UPDATE t SET a = 1 WHERE id = 5 OR b IS NULL',
    'UPDATE t SET a = 1 WHERE NOT id = 5',
    'UPDATE t SET a = 1 WHERE id <> 5',
    'UPDATE t SET a = 1 WHERE id = b',
    'UPDATE t SET a = 1 WHERE one = 1',
    'UPDATE t SET a = 1 WHERE two = ANY (SELECT two FROM other)',
    'UPDATE t SET a = 1 WHERE id IN (SELECT id FROM other)',
    'UPDATE t SET a = 1 FROM other o WHERE o.id = t.id',
    'UPDATE t SET a = 1 WHERE id NOT IN (1, 2)',
    'DELETE FROM t USING other WHERE other.id = t.id',
    'WITH x AS (SELECT id FROM t) DELETE FROM t USING x WHERE x.id = t.id',
    'MERGE INTO t USING other o ON o.id = t.id WHEN MATCHED THEN DELETE',
    'INSERT INTO t SELECT * FROM other',
  ]
  const judge = (sql: string): boolean => {
    const model = emptyModel()
    const text = `CREATE TABLE t (id bigint PRIMARY KEY, a int, b int, one int, two text, UNIQUE (one, two)); ${sql}`
    const [create, write] = parseSql(text).statements
    for (const change of create === undefined ? [] : changesOf(create)) applyChange(model, change)
    const found = (write === undefined ? [] : changesOf(write)).find((change) => change.type === 'write')
    if (found === undefined) throw new Error(`no write in ${sql}`)
    return isBounded(found, model)
  }
  it.each(bounded)('%s', (sql) => expect(judge(sql)).toBe(true))
  it.each(unbounded)('%s is not', (sql) => expect(judge(sql)).toBe(false))
})

it('the table of type changes says what the engine shows', async () => {
  const families = [
    ['varchar(50)', 'varchar(255)', 'varchar(20)', 'varchar', 'text', 'char(10)'],
    [
      'numeric(10,2)',
      'numeric(12,2)',
      'numeric(12,4)',
      'numeric(8,2)',
      'numeric',
      'integer',
      'bigint',
      'smallint',
      'real',
    ],
    ['timestamp', 'timestamp(3)', 'timestamp(6)', 'timestamptz', 'timestamptz(3)', 'date'],
    ['time', 'time(3)', 'time(6)'],
    ['varbit(5)', 'varbit(9)', 'varbit', 'bit(5)'],
    ['inet', 'cidr'],
    ['integer[]', 'bigint[]'],
    ['json', 'jsonb'],
  ]
  const pairs = families.flatMap((types) => types.flatMap((from) => types.map((to) => ({ from, to }))))
  const create = pairs.map(({ from }, at) => `CREATE TABLE t${at} (c ${from});`).join('\n')
  const alter = pairs.map(({ to }, at) => `ALTER TABLE t${at} ALTER COLUMN c TYPE ${to};`).join('\n')
  const files = { '?migrations/1_create.sql': create, 'migrations/2_alter.sql': alter }
  const flagged = async (engine: boolean): Promise<string[]> => {
    const { findings, notChecked } = await run(files, { engine, settings: { transaction: 'statement' } })
    if (engine) expect(notChecked).toEqual([])
    const hits = findings.filter(({ rule }) => rule.endsWith('type-change-rewrite'))
    expect(new Set(hits.map(({ basis }) => basis))).toEqual(new Set([engine ? 'executed' : 'parsed']))
    const lines = hits.map(({ start }) => alter.slice(0, start).split('\n').length - 1)
    return lines.map((line) => `${pairs[line]?.from} → ${pairs[line]?.to}`)
  }
  expect(await flagged(false)).toEqual(await flagged(true))
})

it('every rule says what goes wrong, what to do, and where its equals are', () => {
  for (const rule of MIGRATION_RULES) {
    expect(rule.name).toMatch(/^[a-z-]+$/)
    expect(rule.why.length).toBeGreaterThan(60)
    expect(rule.fix.length).toBeGreaterThan(30)
    for (const id of rule.sameAs) expect(id).toMatch(/^(squawk:[a-z-]+|eugene:[EW]\d+)$/)
  }
})
