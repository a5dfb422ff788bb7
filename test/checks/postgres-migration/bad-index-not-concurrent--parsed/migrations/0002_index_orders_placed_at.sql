SET LOCAL lock_timeout = '2s';
CREATE INDEX orders_placed_at_idx ON orders (placed_at);
