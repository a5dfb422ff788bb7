-- A timeout would leave an invalid index.
CREATE INDEX CONCURRENTLY orders_state_idx ON orders (state);
