SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN note text;
UPDATE customers SET name = 'unknown' WHERE id = 7;
