SET lock_timeout = '2s';
ALTER TABLE accounts ADD COLUMN verified boolean;
CREATE INDEX CONCURRENTLY orders_state_idx ON orders (state);
