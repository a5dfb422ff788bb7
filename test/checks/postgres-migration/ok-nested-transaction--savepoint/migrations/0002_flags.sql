BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE accounts ADD COLUMN active boolean;
SAVEPOINT half;
ALTER TABLE orders ADD COLUMN active boolean;
ROLLBACK TO half;
COMMIT;
