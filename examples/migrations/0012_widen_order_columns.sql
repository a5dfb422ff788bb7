-- Two type changes that look alike. Look for: integer to bigint writes the table anew,
-- varchar to a longer varchar changes the catalogue and nothing else.
SET LOCAL lock_timeout = '3s';
ALTER TABLE orders ALTER COLUMN reference TYPE varchar(40);
ALTER TABLE orders ALTER COLUMN total_cents TYPE bigint;
