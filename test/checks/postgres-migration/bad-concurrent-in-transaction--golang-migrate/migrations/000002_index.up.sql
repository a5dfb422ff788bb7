CREATE INDEX CONCURRENTLY orders_placed_at_idx ON orders (placed_at);
CREATE INDEX CONCURRENTLY orders_state_idx ON orders (state);
