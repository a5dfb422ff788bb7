SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD CONSTRAINT country_not_null NOT NULL country NOT VALID;
