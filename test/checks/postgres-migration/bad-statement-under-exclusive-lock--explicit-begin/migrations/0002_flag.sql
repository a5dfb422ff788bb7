BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE accounts ADD COLUMN active boolean;
CREATE INDEX orders_state_idx ON orders (state);
COMMIT;
