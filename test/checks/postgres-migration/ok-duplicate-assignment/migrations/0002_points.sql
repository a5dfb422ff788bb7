SET lock_timeout = '2s';
ALTER TABLE accounts ADD COLUMN points integer[];
UPDATE accounts SET points[1] = 0, points[2] = 0, visits = 0 WHERE id = 1;
