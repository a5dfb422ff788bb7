import { describe, expect, it } from 'vitest'
import { checkJson, project } from './project.ts'
import type { TestServer } from './start-server.ts'

/** Each reaches beyond the scratch database, or would keep it from being dropped. */
const refused = [
  'CREATE ROLE intruder',
  'ALTER ROLE weak SUPERUSER',
  'ALTER ROLE weak SET work_mem = 1',
  'DROP ROLE weak',
  'GRANT pg_monitor TO weak',
  'REASSIGN OWNED BY weak TO admin',
  'DROP OWNED BY weak',
  'CREATE DATABASE intruder',
  'DROP DATABASE IF EXISTS template1',
  'ALTER DATABASE postgres RENAME TO p',
  'ALTER DATABASE postgres OWNER TO weak',
  'ALTER DATABASE postgres SET work_mem = 1',
  "COMMENT ON DATABASE postgres IS 'x'",
  'GRANT CONNECT ON DATABASE postgres TO weak',
  "CREATE TABLESPACE t LOCATION '/tmp'",
  'ALTER SYSTEM SET work_mem = 1',
  'CHECKPOINT',
  "COPY base FROM '/etc/passwd'",
  "COPY base TO PROGRAM 'touch /tmp/x'",
  'COPY base FROM STDIN',
  "LOAD 'auto_explain'",
  "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (connect = false)",
  'CREATE EXTENSION dblink',
  'CREATE EXTENSION postgres_fdw',
  'CREATE EXTENSION file_fdw',
  'CREATE FOREIGN DATA WRAPPER f',
  'SET SESSION AUTHORIZATION weak',
  "PREPARE TRANSACTION 'x'",
  'SELECT pg_terminate_backend(1)',
  "SELECT 1 WHERE (SELECT pg_catalog.pg_read_file('/etc/passwd')) = ''",
  "SELECT lo_export(1, '/tmp/x')",
  'SELECT pg_reload_conf()',
  "SELECT pg_create_logical_replication_slot('s', 'pgoutput')",
  "SELECT query_to_xml('SELECT pg_reload_conf()', true, true, '')",
  "UPDATE pg_catalog.pg_authid SET rolsuper = true WHERE rolname = 'weak'",
  'WITH gone AS (DELETE FROM pg_db_role_setting RETURNING 1) SELECT * FROM gone',
  'ALTER FUNCTION pg_reload_conf() RENAME TO f',
  'CREATE OPERATOR @#@ (FUNCTION = pg_cancel_backend, RIGHTARG = int)',
  'SET allow_system_table_mods = on',
  'DO $$ BEGIN DELETE FROM pg_catalog.pg_db_role_setting; END $$',
  'DO $$ BEGIN UPDATE ONLY pg_authid SET rolsuper = true; END $$',
  'DO $$ BEGIN CREATE /* a */ ROLE intruder; END $$',
  'DO $$ BEGIN PERFORM "pg_reload_conf"(); END $$',
  'DO $$ BEGIN PERFORM U&"\\0070g_reload_conf"(); END $$',
  'DO $$ BEGIN GRANT pg_monitor TO weak; END $$',
  "DO $$ BEGIN COPY base TO PROGRAM 'x'; END $$",
  "DO $$ BEGIN EXECUTE 'CREATE ' || 'ROLE intruder'; END $$",
  "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE format('%s', 'x'); END $$",
  "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'ALTER ROLE weak SUPERUSER'",
  "CREATE FUNCTION f() RETURNS void LANGUAGE c AS 'x', 'y'",
  'GRANT SELECT ON base TO nobody_has_this_role',
  'ALTER TABLE base OWNER TO nobody_has_this_role',
  'CREATE POLICY p ON base TO nobody_has_this_role USING (true)',
]

/** The nearest things that stay in the scratch database. */
const run = [
  'GRANT SELECT ON base TO weak',
  'ALTER TABLE base OWNER TO weak',
  'CREATE SCHEMA intruder',
  "COMMENT ON TABLE base IS 'CREATE ROLE x'",
  'CREATE TABLE copy (load int, role text)',
  "DO $$ BEGIN PERFORM 'CREATE ROLE x'; GRANT SELECT ON base TO weak; END $$",
  'CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$',
  'CREATE TRIGGER t BEFORE INSERT ON base FOR EACH ROW EXECUTE FUNCTION g()',
  "DO $$ BEGIN PERFORM 1 FROM pg_roles WHERE rolname = 'weak'; PERFORM 1 FROM pg_catalog.pg_database; END $$",
  "SELECT 'pg_reload_conf', rolname FROM pg_authid",
  'SET ROLE weak',
]

const lasting = `select jsonb_build_array(
  (select jsonb_agg(to_jsonb(r) order by oid) from pg_authid r), (select jsonb_agg(to_jsonb(d) - 'datfrozenxid' - 'datminmxid' order by oid) from pg_database d),
  (select jsonb_agg(to_jsonb(m)) from pg_auth_members m), (select jsonb_agg(to_jsonb(s)) from pg_db_role_setting s),
  (select jsonb_agg(to_jsonb(t)) from pg_tablespace t), (select jsonb_agg(to_jsonb(p)) from pg_prepared_xacts p),
  (select jsonb_agg(to_jsonb(d)) from pg_shdescription d), (select count(*) from pg_replication_slots))::text`

export function describeRefusals(server: () => TestServer): void {
  describe('what reaches beyond the scratch database', () => {
    it('is not run, even for a superuser, and the file is not passed', async () => {
      const before = await server().ask(lasting)
      const migrations = refused.map((sql) => `CREATE TABLE IF NOT EXISTS base (x text);\n${sql};\n`)
      const report = await checkJson(project(...migrations), '--database-url', server().url())
      const outcomes = report.traces?.map(({ statements }) => [statements.at(-1)?.sql, statements.at(-1)?.outcome])
      expect(outcomes).toEqual(refused.map((sql) => [sql, 'refused']))
      expect(report.notChecked).toHaveLength(refused.length)
      for (const { reason, remedy } of report.notChecked)
        expect(`${reason} ${remedy}`).toMatch(/server.*--database-url/)
      expect(report.findings.filter(({ rule }) => rule.endsWith('execution-failed'))).toEqual([])
      expect(await server().ask(lasting)).toEqual(before)
    })

    it('and nothing else', async () => {
      const migrations = run.map((sql) => `CREATE TABLE IF NOT EXISTS base (x text);\n${sql};\n`)
      const report = await checkJson(project(...migrations), '--database-url', server().url())
      expect(report.notChecked).toEqual([])
      expect(report.traces?.flatMap(({ statements }) => statements.map(({ sql, outcome }) => [sql, outcome]))).toEqual(
        run.flatMap((sql) => [
          ['CREATE TABLE IF NOT EXISTS base (x text)', 'executed'],
          [sql, 'executed'],
        ]),
      )
    })

    it('text that is executed: for a role that can do no harm with it, and not when it says the harm', async () => {
      const harmless = "DO $$ BEGIN EXECUTE 'CREATE TABLE made (a int)'; END $$;\n"
      const report = await checkJson(
        project(harmless, "DO $$ BEGIN EXECUTE 'ALTER ROLE maker RENAME TO x'; END $$;\n"),
        '--database-url',
        server().url('maker'),
      )
      expect(report.traces?.[0]?.statements[0]?.outcome).toBe('executed')
      expect(report.notChecked.map(({ path }) => path)).toEqual(['migrations/0002_step.sql'])
    })

    it('what fails for want of a refused statement is no fault of the file, nor is a right that the role lacks', async () => {
      const cwd = project(
        'CREATE TABLE base (x text);\nALTER TABLE base ADD COLUMN y text, OWNER TO nobody_has_this_role;\nUPDATE base SET y = x WHERE x = y;\n',
      )
      const one = await checkJson(cwd, '--database-url', server().url())
      const other = await checkJson(
        project('CREATE TABLE base (x text);\nALTER TABLE base OWNER TO weak;\n'),
        '--database-url',
        server().url('maker'),
      )
      for (const { findings, notChecked } of [one, other]) {
        expect(findings.filter(({ rule }) => rule.endsWith('execution-failed'))).toEqual([])
        expect(notChecked).toHaveLength(1)
      }
      expect(other.notChecked[0]?.reason).toContain('the role that the database URL names may not')
    })
  })
}
