SET LOCAL lock_timeout = '2s';
ALTER TABLE accounts ADD COLUMN scratch integer;
ALTER TABLE accounts DROP COLUMN scratch;
