-- The file is sent as one query; a BEGIN in it is no second one.
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE accounts ADD COLUMN active boolean;
COMMIT;
