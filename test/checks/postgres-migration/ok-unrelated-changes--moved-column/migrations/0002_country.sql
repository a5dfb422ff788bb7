SET lock_timeout = '2s';
ALTER TABLE accounts ADD COLUMN country text;
-- maifady: ignore postgres-migration/drop-column — release 41 reads it from accounts
ALTER TABLE orders DROP COLUMN country;
