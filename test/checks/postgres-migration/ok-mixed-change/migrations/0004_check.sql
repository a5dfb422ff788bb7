SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD CONSTRAINT orders_state_present CHECK (state IS NOT NULL) NOT VALID;
