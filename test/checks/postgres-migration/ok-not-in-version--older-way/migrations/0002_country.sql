SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD CONSTRAINT orders_country_not_null CHECK (country IS NOT NULL) NOT VALID;
