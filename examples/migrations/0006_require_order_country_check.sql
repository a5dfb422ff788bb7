-- NOT NULL the right way, step 1 of 3: new rows are checked from now on, old rows are not read.
SET LOCAL lock_timeout = '3s';
ALTER TABLE orders ADD CONSTRAINT orders_country_present CHECK (country IS NOT NULL) NOT VALID;
