SET LOCAL lock_timeout = '2s';
ALTER TABLE accounts ADD COLUMN seen_at timestamptz DEFAULT clock_timestamp();
