-- Look for: one UPDATE over the whole table. Its lock is mild and its length is not:
-- each row stays locked, and vacuum and replicas wait, until the last row is done.
UPDATE orders SET currency = 'EUR' WHERE currency IS NULL;
