SET lock_timeout = '2s';
ALTER TABLE orders ADD CONSTRAINT orders_country_set CHECK (country IS NOT NULL) NOT VALID;
