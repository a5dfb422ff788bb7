BEGIN;
SET LOCAL lock_timeout TO '2s';
ALTER TABLE accounts ADD COLUMN active boolean;
COMMIT;
