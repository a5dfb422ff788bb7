SET lock_timeout = '2s';
ALTER TABLE accounts ALTER COLUMN visits TYPE bigint;
UPDATE accounts SET nickname = '' WHERE nickname IS NULL;
ALTER TABLE accounts ALTER COLUMN nickname SET NOT NULL;
