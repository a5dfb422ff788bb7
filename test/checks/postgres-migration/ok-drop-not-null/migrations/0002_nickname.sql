SET lock_timeout = '2s';
-- It was never required.
ALTER TABLE accounts ALTER COLUMN nickname DROP NOT NULL;
