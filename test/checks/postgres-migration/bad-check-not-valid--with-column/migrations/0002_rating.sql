SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN rating smallint CHECK (rating BETWEEN 1 AND 5);
