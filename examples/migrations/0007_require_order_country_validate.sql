-- Step 2: every row is read, but reads and writes go on (SHARE UPDATE EXCLUSIVE).
SET LOCAL lock_timeout = '3s';
ALTER TABLE orders VALIDATE CONSTRAINT orders_country_present;
