-- Look for: SET NOT NULL reads every row under ACCESS EXCLUSIVE.
SET LOCAL lock_timeout = '3s';
ALTER TABLE orders ALTER COLUMN status SET NOT NULL;
