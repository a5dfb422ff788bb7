SET LOCAL lock_timeout = '2s';
ALTER TABLE accounts ALTER COLUMN last_seen TYPE timestamptz;
