SET LOCAL lock_timeout = '2s';
ALTER TABLE accounts ADD COLUMN active boolean NOT NULL DEFAULT true;
ALTER TABLE accounts ADD COLUMN note text;
COMMENT ON COLUMN accounts.note IS 'for the clerk';
CREATE TABLE account_kinds (id integer PRIMARY KEY, name text NOT NULL);
INSERT INTO account_kinds VALUES (1, 'private'), (2, 'business');
