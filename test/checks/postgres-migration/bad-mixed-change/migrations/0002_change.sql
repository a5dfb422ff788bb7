SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN state text;
UPDATE orders SET state = 'open' WHERE id BETWEEN 1 AND 1000;
ALTER TABLE orders ADD CONSTRAINT orders_state_present CHECK (state IS NOT NULL) NOT VALID;
