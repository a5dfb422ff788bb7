/** A statement that uses a feature, with what must be there before it. */
export interface VersionExample {
  /** The name of the row in the tables of src/checks/postgres-migration/versions/. */
  feature: string
  before?: readonly string[]
  sql: string
}

const TABLE = 'CREATE TABLE t (a int NOT NULL, b int)'
const KEYED = 'CREATE TABLE t (a int PRIMARY KEY, b int)'
const PARTITIONED = [
  'CREATE TABLE p (a int, b int) PARTITION BY LIST (a)',
  'CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)',
]
const GENERATED = 'CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a + 1) STORED)'
const REFERENCED = ['CREATE TABLE s (id int, n int, PRIMARY KEY (id, n))']
const FUNCTION = 'CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$'
const subscription = (name: string): string =>
  `CREATE SUBSCRIPTION ${name} CONNECTION 'host=none' PUBLICATION a WITH (connect = false)`

/** Each row of the tables, as somebody writes it. Run one after the other, each in a schema of its own, by a superuser. */
export const EXAMPLES: readonly VersionExample[] = [
  {
    feature: 'ALTER COLUMN … DROP EXPRESSION',
    before: [GENERATED],
    sql: 'ALTER TABLE t ALTER COLUMN b DROP EXPRESSION',
  },
  {
    feature: 'DETACH PARTITION … CONCURRENTLY',
    before: PARTITIONED,
    sql: 'ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY',
  },
  {
    feature: 'ALTER COLUMN … SET COMPRESSION',
    before: ['CREATE TABLE t (a text)'],
    sql: 'ALTER TABLE t ALTER COLUMN a SET COMPRESSION pglz',
  },
  { feature: 'COMPRESSION of a column', sql: 'CREATE TABLE t (a text COMPRESSION pglz)' },
  { feature: 'LIKE … INCLUDING COMPRESSION', before: [TABLE], sql: 'CREATE TABLE s (LIKE t INCLUDING COMPRESSION)' },
  { feature: 'SET ACCESS METHOD', before: [TABLE], sql: 'ALTER TABLE t SET ACCESS METHOD heap' },
  {
    feature: 'UNIQUE NULLS NOT DISTINCT',
    before: [TABLE],
    sql: 'ALTER TABLE t ADD CONSTRAINT t_b_key UNIQUE NULLS NOT DISTINCT (b)',
  },
  {
    feature: 'NULLS NOT DISTINCT of an index',
    before: [TABLE],
    sql: 'CREATE UNIQUE INDEX CONCURRENTLY t_b_key ON t (b) NULLS NOT DISTINCT',
  },
  {
    feature: 'ON DELETE SET NULL or SET DEFAULT with a list of columns',
    before: [...REFERENCED, TABLE],
    sql: 'ALTER TABLE t ADD FOREIGN KEY (a, b) REFERENCES s ON DELETE SET NULL (b)',
  },
  { feature: 'STORAGE in a column’s definition', sql: 'CREATE TABLE t (a text STORAGE EXTERNAL)' },
  {
    feature: 'ALTER COLUMN … SET EXPRESSION',
    before: [GENERATED],
    sql: 'ALTER TABLE t ALTER COLUMN b SET EXPRESSION AS (a + 2)',
  },
  { feature: 'SET STATISTICS DEFAULT', before: [TABLE], sql: 'ALTER TABLE t ALTER COLUMN b SET STATISTICS DEFAULT' },
  { feature: 'SET ACCESS METHOD DEFAULT', before: [TABLE], sql: 'ALTER TABLE t SET ACCESS METHOD DEFAULT' },
  {
    feature: 'A virtual generated column',
    before: [TABLE],
    sql: 'ALTER TABLE t ADD COLUMN c int GENERATED ALWAYS AS (a + 1) VIRTUAL',
  },
  {
    feature: 'A NOT NULL constraint with columns (NOT NULL … NOT VALID)',
    before: [TABLE],
    sql: 'ALTER TABLE t ADD CONSTRAINT t_b_not_null NOT NULL b NOT VALID',
  },
  { feature: 'NOT NULL … NO INHERIT', sql: 'CREATE TABLE t (a int NOT NULL NO INHERIT)' },
  { feature: 'NOT ENFORCED', before: [TABLE], sql: 'ALTER TABLE t ADD CONSTRAINT c CHECK (b > 0) NOT ENFORCED' },
  {
    feature: 'ALTER CONSTRAINT … [NOT] ENFORCED',
    before: [KEYED, 'CREATE TABLE s (t_a int CONSTRAINT s_fk REFERENCES t)'],
    sql: 'ALTER TABLE s ALTER CONSTRAINT s_fk NOT ENFORCED',
  },
  {
    feature: 'ALTER CONSTRAINT … [NO] INHERIT',
    before: ['CREATE TABLE t (a int)', 'ALTER TABLE t ADD CONSTRAINT n NOT NULL a NO INHERIT'],
    sql: 'ALTER TABLE t ALTER CONSTRAINT n INHERIT',
  },
  {
    feature: 'WITHOUT OVERLAPS',
    sql: 'CREATE TABLE t (id int4range, during tstzrange, UNIQUE (id, during WITHOUT OVERLAPS))',
  },
  {
    feature: 'A foreign key with PERIOD',
    before: ['CREATE TABLE s (id int4range, during tstzrange, PRIMARY KEY (id, during WITHOUT OVERLAPS))'],
    sql: 'CREATE TABLE t (id int4range, during tstzrange, FOREIGN KEY (id, PERIOD during) REFERENCES s (id, PERIOD during))',
  },
  {
    feature: 'FETCH FIRST … WITH TIES',
    before: [TABLE],
    sql: 'CREATE VIEW v AS SELECT a FROM t ORDER BY a FETCH FIRST 1 ROW WITH TIES',
  },
  { feature: 'DROP DATABASE … WITH (FORCE)', sql: 'DROP DATABASE IF EXISTS none WITH (FORCE)' },
  {
    feature: 'ALTER TYPE … SET (…)',
    before: [
      'CREATE TYPE y',
      'CREATE FUNCTION y_in(cstring) RETURNS y LANGUAGE internal IMMUTABLE STRICT AS $$textin$$',
      'CREATE FUNCTION y_out(y) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS $$textout$$',
      'CREATE TYPE y (INPUT = y_in, OUTPUT = y_out, STORAGE = plain)',
    ],
    sql: 'ALTER TYPE y SET (STORAGE = extended)',
  },
  {
    feature: 'ALTER STATISTICS … SET STATISTICS',
    before: [TABLE, 'CREATE STATISTICS s ON a, b FROM t'],
    sql: 'ALTER STATISTICS s SET STATISTICS 200',
  },
  { feature: 'VACUUM (PARALLEL)', before: [TABLE], sql: 'VACUUM (PARALLEL 2) t' },
  {
    feature: 'Parameters of an operator class',
    before: ['CREATE TABLE t (a tsvector)'],
    sql: 'CREATE INDEX CONCURRENTLY ON t USING gist (a tsvector_ops (siglen = 100))',
  },
  {
    feature: 'ALTER VIEW … RENAME COLUMN',
    before: [TABLE, 'CREATE VIEW v AS TABLE t'],
    sql: 'ALTER VIEW v RENAME COLUMN a TO c',
  },
  {
    feature: 'CREATE OR REPLACE TRIGGER',
    before: [TABLE, FUNCTION],
    sql: 'CREATE OR REPLACE TRIGGER w BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()',
  },
  {
    feature: 'A function body without quotes (BEGIN ATOMIC, RETURN)',
    sql: 'CREATE FUNCTION f() RETURNS int LANGUAGE sql RETURN 1',
  },
  {
    feature: 'A procedure with OUT parameters',
    sql: 'CREATE PROCEDURE f(OUT a int) LANGUAGE plpgsql AS $$ BEGIN a := 1; END $$',
  },
  { feature: 'CREATE STATISTICS on an expression', before: [TABLE], sql: 'CREATE STATISTICS s ON (a + b) FROM t' },
  { feature: 'CREATE STATISTICS without a name', before: [TABLE], sql: 'CREATE STATISTICS ON a, b FROM t' },
  { feature: 'MULTIRANGE_TYPE_NAME', sql: 'CREATE TYPE r AS RANGE (SUBTYPE = time, MULTIRANGE_TYPE_NAME = rs)' },
  {
    feature: 'SEARCH or CYCLE of a recursive query',
    before: [TABLE],
    sql: 'CREATE VIEW v AS WITH RECURSIVE r AS (SELECT a, b FROM t UNION ALL SELECT t.a, t.b FROM t JOIN r ON t.b = r.a) CYCLE a SET again USING path SELECT a FROM r',
  },
  { feature: 'GROUP BY DISTINCT', before: [TABLE], sql: 'SELECT a FROM t GROUP BY DISTINCT ROLLUP (a, b), ROLLUP (a)' },
  { feature: 'An alias of JOIN … USING', before: [TABLE], sql: 'SELECT j.a FROM t JOIN t AS u USING (a) AS j' },
  { feature: 'REINDEX (TABLESPACE …)', before: [KEYED], sql: 'REINDEX (TABLESPACE pg_default) TABLE CONCURRENTLY t' },
  {
    feature: 'CREATE SUBSCRIPTION with binary or streaming',
    sql: "CREATE SUBSCRIPTION s1 CONNECTION 'host=none' PUBLICATION a WITH (connect = false, binary = true)",
  },
  {
    feature: 'ALTER SUBSCRIPTION … ADD or DROP PUBLICATION',
    before: [subscription('s2')],
    sql: 'ALTER SUBSCRIPTION s2 ADD PUBLICATION b WITH (refresh = false)',
  },
  {
    feature: 'ALTER SUBSCRIPTION … SKIP',
    before: [subscription('s3')],
    sql: "ALTER SUBSCRIPTION s3 SKIP (lsn = '0/12345678')",
  },
  {
    feature: 'MERGE',
    before: [TABLE],
    sql: 'MERGE INTO t USING (VALUES (1, 2)) s (a, b) ON t.a = s.a WHEN NOT MATCHED THEN INSERT VALUES (s.a, s.b)',
  },
  {
    feature: 'A view WITH (security_invoker)',
    before: [TABLE],
    sql: 'CREATE VIEW v WITH (security_invoker) AS SELECT a FROM t',
  },
  {
    feature: 'GRANT … ON PARAMETER',
    sql: 'GRANT SET ON PARAMETER log_min_duration_statement TO admin',
  },
  { feature: 'A publication of a schema', sql: 'CREATE PUBLICATION p1 FOR TABLES IN SCHEMA CURRENT_SCHEMA' },
  {
    feature: 'A publication with a list of columns or a row filter',
    before: [KEYED],
    sql: 'CREATE PUBLICATION p2 FOR TABLE t WHERE (a > 1)',
  },
  { feature: 'CREATE DATABASE … STRATEGY', sql: 'CREATE DATABASE d STRATEGY wal_log' },
  {
    feature: 'GRANT of a role WITH INHERIT or SET',
    before: ['CREATE ROLE r1', 'CREATE ROLE r2'],
    sql: 'GRANT r1 TO r2 WITH INHERIT FALSE',
  },
  { feature: 'A subquery in FROM without an alias', sql: 'SELECT * FROM (SELECT 1)' },
  {
    feature: 'VACUUM (BUFFER_USAGE_LIMIT, SKIP_DATABASE_STATS, ONLY_DATABASE_STATS or PROCESS_MAIN)',
    before: [TABLE],
    sql: "VACUUM (BUFFER_USAGE_LIMIT '1MB') t",
  },
  { feature: 'VACUUM (PROCESS_TOAST)', before: [TABLE], sql: 'VACUUM (PROCESS_TOAST false) t' },
  { feature: 'VACUUM or ANALYZE with ONLY', before: PARTITIONED, sql: 'ANALYZE ONLY p' },
  {
    feature: 'MERGE … WHEN NOT MATCHED BY SOURCE',
    before: [TABLE],
    sql: 'MERGE INTO t USING (VALUES (1)) s (a) ON t.a = s.a WHEN NOT MATCHED BY SOURCE THEN DELETE',
  },
  {
    feature: 'MERGE … RETURNING',
    before: [TABLE],
    sql: 'MERGE INTO t USING (VALUES (1)) s (a) ON t.a = s.a WHEN MATCHED THEN DELETE RETURNING t.a',
  },
  { feature: 'The privilege MAINTAIN', before: [TABLE, 'CREATE ROLE r3'], sql: 'GRANT MAINTAIN ON t TO r3' },
  { feature: 'COPY (ON_ERROR)', before: [TABLE], sql: "COPY t FROM PROGRAM 'true' WITH (ON_ERROR ignore)" },
  { feature: 'JSON_TABLE', sql: "SELECT * FROM JSON_TABLE('[1]', '$[*]' COLUMNS (a int PATH '$')) j" },
  { feature: 'JSON_EXISTS, JSON_QUERY or JSON_VALUE', sql: "SELECT JSON_VALUE(jsonb '{\"a\": 1}', '$.a')" },
  { feature: 'JSON(… WITH UNIQUE KEYS)', sql: "SELECT JSON('{}' WITH UNIQUE KEYS)" },
  { feature: 'JSON_SCALAR', sql: 'SELECT JSON_SCALAR(1)' },
  { feature: 'JSON_SERIALIZE', sql: "SELECT JSON_SERIALIZE('1')" },
  { feature: 'JSON_OBJECT with keys and values', sql: "SELECT JSON_OBJECT('a': 1)" },
  { feature: 'JSON_ARRAY', sql: 'SELECT JSON_ARRAY(1, 2)' },
  { feature: 'JSON_ARRAY of a query', sql: 'SELECT JSON_ARRAY(SELECT 1)' },
  { feature: 'JSON_ARRAYAGG', before: [TABLE], sql: 'SELECT JSON_ARRAYAGG(a) FROM t' },
  { feature: 'JSON_OBJECTAGG', before: [TABLE], sql: 'SELECT JSON_OBJECTAGG(a: b) FROM t' },
  { feature: 'IS JSON', sql: "SELECT '{}' IS JSON" },
  {
    feature: 'RETURNING of old or new values',
    before: [TABLE],
    sql: 'UPDATE t SET b = 1 WHERE a = 1 RETURNING old.b, new.b',
  },
  {
    feature: 'An identity column added to a partitioned table',
    before: PARTITIONED,
    sql: 'ALTER TABLE p ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY',
  },
  {
    feature: 'EXCLUDE on a partitioned table',
    sql: 'CREATE TABLE p (a int4range, EXCLUDE USING gist (a WITH =)) PARTITION BY LIST (a)',
  },
  {
    feature: 'A foreign key of a partitioned table with NOT VALID',
    before: ['CREATE TABLE s (id int PRIMARY KEY)', ...PARTITIONED],
    sql: 'ALTER TABLE p ADD FOREIGN KEY (b) REFERENCES s NOT VALID',
  },
]

/** A statement for each parameter of tables and indexes. */
export const STORAGE_EXAMPLES: Readonly<Record<string, string>> = {
  deduplicate_items: 'CREATE INDEX ON t (a) WITH (deduplicate_items = off)',
  autovacuum_vacuum_insert_threshold: 'ALTER TABLE t SET (autovacuum_vacuum_insert_threshold = 10)',
  autovacuum_vacuum_insert_scale_factor: 'ALTER TABLE t SET (autovacuum_vacuum_insert_scale_factor = 0.1)',
  autovacuum_vacuum_max_threshold: 'ALTER TABLE t SET (autovacuum_vacuum_max_threshold = 1000)',
  vacuum_max_eager_freeze_failure_rate: 'ALTER TABLE t SET (vacuum_max_eager_freeze_failure_rate = 0.1)',
}

/** FINALIZE needs a DETACH that was interrupted: only that it is understood can be tried. */
export const NOT_TRIED: readonly string[] = ['DETACH PARTITION … FINALIZE']
