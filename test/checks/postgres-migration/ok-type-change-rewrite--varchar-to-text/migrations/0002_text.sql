SET LOCAL lock_timeout = '2s';
ALTER TABLE accounts ALTER COLUMN email TYPE text USING email::text;
