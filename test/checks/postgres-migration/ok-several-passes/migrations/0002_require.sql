SET lock_timeout = '2s';
ALTER TABLE accounts
  ALTER COLUMN nickname SET NOT NULL,
  ALTER COLUMN last_seen SET NOT NULL;
