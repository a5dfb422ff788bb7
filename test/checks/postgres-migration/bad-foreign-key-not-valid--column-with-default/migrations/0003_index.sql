CREATE INDEX CONCURRENTLY orders_owner_idx ON orders (owner_id);
