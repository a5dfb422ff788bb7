SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD CONSTRAINT country_set CHECK (country IS NOT NULL) NOT VALID;
