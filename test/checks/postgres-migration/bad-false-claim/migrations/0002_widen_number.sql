-- Widens the order number. Zero-downtime: nothing in the application has to change.
SET lock_timeout = '2s';
ALTER TABLE orders ALTER COLUMN number TYPE bigint;
