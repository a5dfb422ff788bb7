-- Step 3: the validated check proves that there is no NULL, so the same SET NOT NULL as in 0005 reads nothing.
SET LOCAL lock_timeout = '3s';
ALTER TABLE orders ALTER COLUMN country SET NOT NULL;
ALTER TABLE orders DROP CONSTRAINT orders_country_present;
