SET LOCAL lock_timeout = '2s';
ALTER TABLE accounts ALTER COLUMN visits TYPE bigint;
