SET lock_timeout = '2s';
ALTER TABLE accounts ALTER COLUMN nickname SET NOT NULL;
ALTER TABLE accounts ALTER COLUMN visits TYPE bigint;
