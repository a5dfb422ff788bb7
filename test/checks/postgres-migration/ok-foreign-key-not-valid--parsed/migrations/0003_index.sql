CREATE INDEX CONCURRENTLY accounts_referrer_idx ON accounts (referrer_id);
