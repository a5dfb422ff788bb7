SET LOCAL lock_timeout = '2s';
UPDATE customers SET name = 'unknown' WHERE id = 7;
ALTER TABLE orders ADD COLUMN note text;
