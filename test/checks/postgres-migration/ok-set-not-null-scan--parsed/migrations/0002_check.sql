SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD CHECK (country IS NOT NULL AND state IS NOT NULL) NOT VALID;
