SET LOCAL lock_timeout = '2s';
ALTER TABLE accounts ADD CONSTRAINT active_set CHECK (active IS NOT NULL) NOT VALID;
