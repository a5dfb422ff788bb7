import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MARIADB, MARIADB_LACKS } from '../../../src/checks/mysql-migration/online-ddl/mariadb.ts'
import type { Level, Operation } from '../../../src/checks/mysql-migration/online-ddl/operation.ts'
import { startServer, type TestServer } from './start-server.ts'

const SETUP = `DROP DATABASE IF EXISTS p; CREATE DATABASE p CHARACTER SET utf8mb4; USE p;
CREATE TABLE parent (id BIGINT PRIMARY KEY);
CREATE TABLE t (id BIGINT PRIMARY KEY AUTO_INCREMENT, parent_id BIGINT, total INT NOT NULL DEFAULT 0, n INT, status ENUM('a','b'),
  v INT AS (total + 1) VIRTUAL, s INT AS (total + 2) STORED, INDEX t_n (n), CONSTRAINT t_ck CHECK (n > 0),
  CONSTRAINT t_fk FOREIGN KEY (parent_id) REFERENCES parent (id));
CREATE TABLE u (id INT PRIMARY KEY, parent_id BIGINT, code VARCHAR(50), indexed VARCHAR(50), total INT, n INT, m INT NOT NULL, w VARCHAR(20) CHARACTER SET utf8mb3, INDEX (indexed));
CREATE TABLE nopk (a INT NOT NULL, b INT NOT NULL);
CREATE TABLE k (id INT PRIMARY KEY, a VARCHAR(20)) CHARACTER SET utf8mb3;
CREATE TABLE r (id INT PRIMARY KEY, code VARCHAR(50), m INT NOT NULL) ROW_FORMAT=REDUNDANT;
CREATE TABLE f (id INT PRIMARY KEY, code VARCHAR(50), FULLTEXT (code));
CREATE TABLE g (id INT PRIMARY KEY, place POINT NOT NULL);`

const OFF = 'SET foreign_key_checks = 0;'

/** For each operation a table and an action that is it and nothing else; what is set before it third. */
const EXAMPLES: Partial<Record<Operation, [string, string, string?]>> = {
  'add-column': ['u', 'ADD COLUMN x INT NOT NULL DEFAULT 5'],
  'add-column-not-last': ['u', 'ADD COLUMN x INT AFTER id'],
  'add-column-first-beside-virtual': ['t', 'ADD COLUMN x INT FIRST'],
  'add-column-auto-increment': ['nopk', 'ADD COLUMN id INT NOT NULL AUTO_INCREMENT PRIMARY KEY'],
  'add-column-expression-default': ['u', 'ADD COLUMN x CHAR(36) DEFAULT (uuid())'],
  'add-virtual-column': ['u', 'ADD COLUMN x INT AS (total) VIRTUAL'],
  'add-stored-column': ['u', 'ADD COLUMN x INT AS (total) STORED'],
  'drop-column': ['u', 'DROP COLUMN code'],
  'drop-virtual-column': ['t', 'DROP COLUMN v'],
  'drop-stored-column': ['t', 'DROP COLUMN s'],
  'drop-indexed-column': ['u', 'DROP COLUMN indexed'],
  'rename-column': ['u', 'RENAME COLUMN code TO kode'],
  'reorder-column': ['u', 'MODIFY code VARCHAR(50) FIRST'],
  'change-default': ['u', "ALTER code SET DEFAULT 'x'"],
  'change-comment': ['u', "MODIFY code VARCHAR(50) COMMENT 'y'"],
  'change-virtual-column': ['t', 'MODIFY v INT AS (total + 5) VIRTUAL'],
  'change-stored-column': ['t', 'MODIFY s INT AS (total + 5) STORED'],
  'add-auto-increment': ['u', 'MODIFY id INT NOT NULL AUTO_INCREMENT'],
  'drop-auto-increment': ['t', 'MODIFY id BIGINT NOT NULL'],
  'change-type': ['u', 'MODIFY total BIGINT'],
  'lengthen-varchar': ['u', 'MODIFY code VARCHAR(63)'],
  'lengthen-varchar-past-255': ['u', 'MODIFY code VARCHAR(64)'],
  'lengthen-varchar-redundant': ['r', 'MODIFY code VARCHAR(64)'],
  'shorten-varchar': ['u', 'MODIFY code VARCHAR(20)'],
  'change-charset': ['u', 'MODIFY code VARCHAR(50) CHARACTER SET latin1'],
  'widen-charset': ['u', 'MODIFY w VARCHAR(20) CHARACTER SET utf8mb4'],
  'change-collation': ['u', 'MODIFY code VARCHAR(50) COLLATE utf8mb4_bin'],
  'change-collation-indexed': ['u', 'MODIFY indexed VARCHAR(50) COLLATE utf8mb4_bin'],
  'append-member': ['t', "MODIFY status ENUM('a','b','c')"],
  'make-nullable': ['u', 'MODIFY m INT NULL'],
  'make-nullable-redundant': ['r', 'MODIFY m INT NULL'],
  'make-not-null': ['u', 'MODIFY n INT NOT NULL'],
  'add-index': ['u', 'ADD INDEX (n)'],
  'add-unique-index': ['u', 'ADD UNIQUE (n)'],
  'add-fulltext-index': ['f', 'ADD FULLTEXT more (code)'],
  'add-first-fulltext-index': ['u', 'ADD FULLTEXT (code)'],
  'add-spatial-index': ['g', 'ADD SPATIAL INDEX (place)'],
  'drop-index': ['t', 'DROP INDEX t_n'],
  'rename-index': ['t', 'RENAME INDEX t_n TO t_m'],
  'add-primary-key': ['nopk', 'ADD PRIMARY KEY (a)'],
  'drop-primary-key': ['u', 'DROP PRIMARY KEY'],
  'replace-primary-key': ['u', 'DROP PRIMARY KEY, ADD PRIMARY KEY (id, m)'],
  'add-foreign-key': ['u', 'ADD FOREIGN KEY (parent_id) REFERENCES parent (id)'],
  'add-foreign-key-unchecked': ['u', 'ADD FOREIGN KEY (parent_id) REFERENCES parent (id)', OFF],
  'add-foreign-key-unchecked-indexed': ['t', 'ADD FOREIGN KEY (id) REFERENCES parent (id)', OFF],
  'drop-foreign-key': ['t', 'DROP FOREIGN KEY t_fk'],
  'add-check': ['u', 'ADD CHECK (n > 0)'],
  'add-column-check': ['u', 'ADD COLUMN x INT CHECK (x > 0)'],
  'drop-check': ['t', 'DROP CONSTRAINT t_ck'],
  'rename-table': ['u', 'RENAME TO z'],
  'convert-charset': ['u', 'CONVERT TO CHARACTER SET latin1'],
  'widen-table-charset': ['k', 'CONVERT TO CHARACTER SET utf8mb4'],
  'default-charset': ['u', 'DEFAULT CHARACTER SET latin1'],
  'row-format': ['u', 'ROW_FORMAT=COMPRESSED'],
  rebuild: ['u', 'FORCE'],
  'table-metadata': ['u', "COMMENT='x'"],
}

/** What the server refuses to read at all. */
const LACKING: Partial<Record<Operation, string>> = {
  'add-functional-index': 'ALTER TABLE u ADD INDEX ((n + 1))',
  'add-functional-unique-index': 'CREATE UNIQUE INDEX i ON u ((lower(code)))',
  'index-visibility': 'ALTER TABLE t ALTER INDEX t_n INVISIBLE',
  'add-check-not-enforced': 'ALTER TABLE u ADD CONSTRAINT c CHECK (n > 0) NOT ENFORCED',
}

const CLAUSES: [string, Level][] = [
  ['INSTANT', 'instant'],
  ['NOCOPY', 'in-place'],
  ['INPLACE', 'rebuild'],
  ['COPY', 'copy'],
]

describe('the online DDL table of MariaDB, asked of a server', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer()
  }, 120_000)
  afterAll(async () => {
    await server.stop()
  })

  /** The cheapest algorithm that the server takes, and whether it takes it with LOCK=NONE. */
  async function ask([table, action, before = '']: [string, string, string?]): Promise<{
    level: Level
    writes: boolean
  }> {
    expect(await server.run(SETUP)).toBeUndefined()
    const errors: string[] = []
    for (const [algorithm, level] of CLAUSES) {
      for (const lock of ['NONE', 'DEFAULT']) {
        const sql = `USE p; ${before} ALTER TABLE ${table} ALGORITHM=${algorithm}, LOCK=${lock}, ${action}`
        const error = await server.run(sql)
        if (error === undefined) return { level, writes: lock === 'NONE' }
        errors.push(error)
      }
    }
    throw new Error(`refused in every way: ${errors.at(-1)}`)
  }

  it('has an example for each row', () => {
    expect(Object.keys(EXAMPLES).toSorted()).toEqual(MARIADB.map(({ operation }) => operation).toSorted())
    expect(Object.keys(LACKING).toSorted()).toEqual(Object.keys(MARIADB_LACKS).toSorted())
  })

  it.each(MARIADB.map(({ operation, level, writes }) => ({ operation, level, writes })))(
    '$operation is $level',
    async ({ operation, level, writes }) => {
      const example = EXAMPLES[operation]
      if (example === undefined) throw new Error('there is no example')
      const seen = await ask(example)
      // Instant is over at once, whatever it locks.
      expect(level === 'instant' ? { ...seen, writes } : seen).toEqual({ level, writes })
    },
    60_000,
  )

  it.each(Object.entries(LACKING))('%s is a syntax error', async (_operation, sql) => {
    await server.run(SETUP)
    expect(await server.run(`USE p; ${sql}`)).toMatch(/^ERROR 1064/)
  })
})
