/** What squawk flags, by its rule: the file that it flags, and the one that makes what the file is about. */
export interface PeerExample {
  before?: string
  file: string
  /** What squawk has to be told besides. */
  flags?: readonly string[]
  /** The name under which squawk reports it, when it is not the rule's. */
  reportedAs?: string
  /** Why the squawk that is installed cannot be asked. */
  notAsked?: string
}

const ACCOUNTS = `CREATE TABLE accounts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email varchar(120) NOT NULL,
  nickname text,
  visits integer NOT NULL DEFAULT 0
);
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id bigint NOT NULL
);
CREATE INDEX orders_account_id_idx ON orders (account_id);
`

const onAccounts = (file: string): PeerExample => ({ before: ACCOUNTS, file })

export const SQUAWK_EXAMPLES: Readonly<Record<string, PeerExample>> = {
  'adding-field-with-default': onAccounts('ALTER TABLE accounts ADD COLUMN token uuid DEFAULT gen_random_uuid();'),
  'adding-foreign-key-constraint': onAccounts(
    'ALTER TABLE orders ADD CONSTRAINT orders_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id);',
  ),
  'adding-not-nullable-field': onAccounts('ALTER TABLE accounts ALTER COLUMN nickname SET NOT NULL;'),
  'adding-required-field': onAccounts('ALTER TABLE accounts ADD COLUMN country text NOT NULL;'),
  'adding-serial-primary-key-field': {
    before: 'CREATE TABLE visits (page text NOT NULL);',
    file: 'ALTER TABLE visits ADD COLUMN id serial PRIMARY KEY;',
  },
  'ban-alter-domain-with-add-constraint': {
    before: 'CREATE DOMAIN country AS text;\nCREATE TABLE places (id bigint PRIMARY KEY, country country);',
    file: 'ALTER DOMAIN country ADD CONSTRAINT country_length CHECK (length(value) = 2);',
  },
  'ban-char-field': { file: 'CREATE TABLE places (id bigint PRIMARY KEY, country char(2) NOT NULL);' },
  'ban-concurrent-index-creation-in-transaction': onAccounts(
    'BEGIN;\nCREATE INDEX CONCURRENTLY accounts_email_idx ON accounts (email);\nCOMMIT;',
  ),
  'ban-create-domain-with-constraint': { file: 'CREATE DOMAIN country AS text CHECK (length(value) = 2);' },
  'ban-drop-column': onAccounts('ALTER TABLE accounts DROP COLUMN nickname;'),
  'ban-drop-database': { file: 'DROP DATABASE IF EXISTS shop_old;' },
  'ban-drop-not-null': onAccounts('ALTER TABLE accounts ALTER COLUMN email DROP NOT NULL;'),
  'ban-drop-table': onAccounts('DROP TABLE orders;'),
  'ban-duplicate-column-assignments': {
    ...onAccounts('UPDATE accounts SET visits = 0, visits = 1 WHERE id = 1;'),
    notAsked: 'it is newer than the last version that is there for every platform',
  },
  'ban-truncate-cascade': onAccounts('TRUNCATE accounts CASCADE;'),
  'ban-uncommitted-transaction': onAccounts('BEGIN;\nALTER TABLE accounts ADD COLUMN active boolean;'),
  'changing-column-type': onAccounts('ALTER TABLE accounts ALTER COLUMN visits TYPE bigint;'),
  'constraint-missing-not-valid': onAccounts(
    'ALTER TABLE accounts ADD CONSTRAINT visits_positive CHECK (visits >= 0);',
  ),
  'disallowed-unique-constraint': onAccounts('ALTER TABLE accounts ADD CONSTRAINT accounts_email_key UNIQUE (email);'),
  'identifier-too-long': {
    file: `CREATE TABLE accounts_that_agreed_to_the_newsletter_and_to_the_offers_of_partners (id bigint PRIMARY KEY);`,
  },
  'prefer-bigint-over-int': {
    file: 'CREATE TABLE places (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY);',
  },
  'prefer-bigint-over-smallint': {
    file: 'CREATE TABLE places (id smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);',
  },
  'prefer-identity': { file: 'CREATE TABLE places (id bigserial PRIMARY KEY);' },
  'prefer-repack': { ...onAccounts('VACUUM FULL accounts;'), flags: ['--pg-version=19'] },
  'prefer-robust-stmts': onAccounts(
    'CREATE INDEX CONCURRENTLY accounts_email_idx ON accounts (email);\nALTER TABLE accounts ADD COLUMN active boolean;',
  ),
  'prefer-text-field': { file: 'CREATE TABLE places (id bigint PRIMARY KEY, name varchar(50) NOT NULL);' },
  'prefer-timestamp-tz': { file: 'CREATE TABLE places (id bigint PRIMARY KEY, opened timestamp NOT NULL);' },
  'renaming-column': onAccounts('ALTER TABLE accounts RENAME COLUMN nickname TO display_name;'),
  'renaming-table': onAccounts('ALTER TABLE accounts RENAME TO customers;'),
  'require-concurrent-index-creation': onAccounts('CREATE INDEX accounts_email_idx ON accounts (email);'),
  'require-concurrent-index-deletion': onAccounts('DROP INDEX orders_account_id_idx;'),
  'require-concurrent-partition-detach': {
    before: `CREATE TABLE events (at timestamptz NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');`,
    file: 'ALTER TABLE events DETACH PARTITION events_2025;',
  },
  'require-concurrent-reindex': onAccounts('REINDEX TABLE accounts;'),
  'require-enum-value-ordering': {
    before: "CREATE TYPE order_state AS ENUM ('new', 'sent');",
    file: "ALTER TYPE order_state ADD VALUE 'paid';",
  },
  'require-lock-timeout': onAccounts('ALTER TABLE accounts ADD COLUMN active boolean;'),
  'require-statement-timeout': onAccounts("SET lock_timeout = '2s';\nALTER TABLE accounts ADD COLUMN active boolean;"),
  'require-table-schema': {
    ...onAccounts('ALTER TABLE accounts ADD COLUMN active boolean;'),
    flags: ['--include=require-table-schema'],
  },
  'require-timeout-settings': {
    ...onAccounts('ALTER TABLE accounts ADD COLUMN active boolean;'),
    reportedAs: 'require-lock-timeout',
  },
  'transaction-nesting': onAccounts('BEGIN;\nBEGIN;\nALTER TABLE accounts ADD COLUMN active boolean;\nCOMMIT;'),
  'unused-ignore': {
    file: '-- maifady: ignore postgres-schema/json-type — it must keep the text\nCREATE TABLE places (id bigint PRIMARY KEY);',
    notAsked: 'its command line does not report it',
  },
}
