SET LOCAL lock_timeout = '2s';
ALTER TABLE accounts ADD COLUMN phone text DEFAULT NULL NOT NULL;
